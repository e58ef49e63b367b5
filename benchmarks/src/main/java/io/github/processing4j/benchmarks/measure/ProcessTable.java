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
  private static final long QUICK_LIMIT_NANOS = 1_000_000_000L;

  private ProcessTable() {}

  /**
   * Waits until there are so many JVMs below this one, and they have been at rest for a while; where
   * it is only to be quick, no longer than a second for that rest.
   *
   * @return these
   */
  public static Set<ProcessHandle> awaitQuiet(int count, Settings settings)
      throws InterruptedException {
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
      if (settings.quick() && used.size() == count && now - start > QUICK_LIMIT_NANOS) {
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

  /**
   * Waits until one of these has ended: what ran in it is over before it is. Where it is only to be
   * quick, no longer than a second: they may not have been ready.
   */
  public static void awaitEndOfOne(Set<ProcessHandle> jvms, Settings settings)
      throws InterruptedException {
    long start = System.nanoTime();
    while (jvms.stream().allMatch(ProcessHandle::isAlive)) {
      long waited = System.nanoTime() - start;
      if (settings.quick() && waited > QUICK_LIMIT_NANOS) {
        return;
      }
      if (waited > LIMIT_NANOS) {
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
