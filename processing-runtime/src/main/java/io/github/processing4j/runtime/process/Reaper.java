package io.github.processing4j.runtime.process;

import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Finishes children that nobody joins, and runs what is decoded for them, in the order given: one
 * daemon thread, so that neither the link thread nor the JDK's reaper does it.
 */
final class Reaper {
  private static final ScheduledThreadPoolExecutor EXECUTOR =
      new ScheduledThreadPoolExecutor(1, work -> DaemonThreads.create("processing-reaper", work));

  private Reaper() {}

  static void execute(Runnable task) {
    executeAfter(0, task);
  }

  static void executeAfter(long millis, Runnable task) {
    EXECUTOR.schedule(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            goOnAfter(e);
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** Whatever one child sent, the others are still to be finished. */
  private static void goOnAfter(Throwable e) {
    try {
      Log.of(Reaper.class).warn("the reaper goes on after", e);
    } catch (RuntimeException | Error again) {
      e.addSuppressed(again);
    }
  }
}
