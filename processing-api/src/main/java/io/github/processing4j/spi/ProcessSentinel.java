package io.github.processing4j.spi;

import io.github.processing4j.Sentinel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process, as something that an engine can wait for beside others. Those of one process
 * are equal. Thread-safe.
 */
public final class ProcessSentinel implements Sentinel {
  private final RunningProcess process;
  private final Queue<Runnable> watchers = new ConcurrentLinkedQueue<>();
  private boolean watches;

  /** The sentinel of a process. */
  public ProcessSentinel(RunningProcess process) {
    this.process = process;
  }

  @Override
  public boolean isReady() {
    return !process.isAlive();
  }

  /** Has {@code wake} called, on any thread, when the process has ended. */
  public void watch(Runnable wake) {
    watchers.add(wake);
    synchronized (this) {
      if (!watches) {
        watches = true;
        process.onExit().whenComplete((status, failure) -> watchers.forEach(Runnable::run));
      }
    }
  }

  /** Ends {@link #watch}. */
  public void unwatch(Runnable wake) {
    watchers.remove(wake);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProcessSentinel that && that.process == process;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(process);
  }
}
