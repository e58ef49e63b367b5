package io.github.processing4j.benchmarks.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the system tells of the JVMs that this JVM has started. */
public final class ProcessTable {
  /** For how long nobody has used the CPU when it is called quiet. */
  public static final long QUIET_MILLIS = 150;

  private static final long LOOK_MILLIS = 10;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private ProcessTable() {}

  /**
   * Waits until there are so many JVMs below this one, and they have been at rest for a while.
   *
   * @return these
   */
  public static Set<ProcessHandle> awaitQuiet(int count) throws InterruptedException {
    long start = System.nanoTime();
    long since = start;
    Map<ProcessHandle, Duration> before = Map.of();
    while (true) {
      Map<ProcessHandle, Duration> used = cpuOfJvms();
      long now = System.nanoTime();
      if (used.size() != count || !used.equals(before) || isBusy(used.keySet())) {
        since = now;
      } else if (now - since >= QUIET_MILLIS * 1_000_000) {
        return used.keySet();
      }
      if (now - start > LIMIT_NANOS) {
        throw new IllegalStateException(
            "after a minute there are no " + count + " JVMs at rest, but " + used);
      }
      before = used;
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Waits until one of these has ended: what ran in it is over before it is. */
  public static void awaitEndOfOne(Set<ProcessHandle> jvms) throws InterruptedException {
    long start = System.nanoTime();
    while (jvms.stream().allMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("none was taken of the JVMs " + jvms);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** What waits for a CPU has not used it either; Linux alone tells. */
  private static boolean isBusy(Set<ProcessHandle> jvms) {
    return ProcFs.exists() && jvms.stream().anyMatch(jvm -> ProcFs.isBusy(jvm.pid()));
  }

  private static Map<ProcessHandle, Duration> cpuOfJvms() {
    Optional<String> java = ProcessHandle.current().info().command();
    Map<ProcessHandle, Duration> used = new HashMap<>();
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      all.forEach(
          child -> {
            ProcessHandle.Info info = child.info();
            if (info.command().equals(java)) {
              used.put(child, info.totalCpuDuration().orElse(Duration.ZERO));
            }
          });
    }
    return used;
  }
}
