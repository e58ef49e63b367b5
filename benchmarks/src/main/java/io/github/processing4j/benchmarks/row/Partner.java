package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import java.time.Duration;

/**
 * A child that lives for a whole row, at the other end of what is measured. If it fails, the thread
 * that made it is interrupted, so that it does not wait for it.
 */
final class Partner implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Process process;

  private Partner(Process process) {
    this.process = process;
  }

  static Partner start(Target target) {
    Process process = Processing.getContext("spawn").start(target);
    Thread user = Thread.currentThread();
    process.onExit().thenAccept(status -> interruptUnlessWell(process, user));
    return new Partner(process);
  }

  private static void interruptUnlessWell(Process process, Thread user) {
    if (!Integer.valueOf(0).equals(process.getExitCode())) {
      user.interrupt();
    }
  }

  /** Waits for its end, of which it has been told; not for long. */
  @Override
  public void close() {
    if (!process.join(LIMIT)) {
      process.kill();
      process.join();
    }
    Ended.well(process);
  }
}
