package io.github.processing4j.runtime.process;

import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finishes children that nobody joins, and runs what is decoded for them: one daemon thread, so that
 * neither the link thread nor the JDK's reaper does it.
 */
final class Reaper {
  private static final BlockingQueue<Runnable> TASKS = new LinkedBlockingQueue<>();

  static {
    DaemonThreads.start("processing-reaper", Reaper::run);
  }

  private Reaper() {}

  static void execute(Runnable task) {
    TASKS.add(task);
  }

  private static void run() {
    while (true) {
      try {
        TASKS.take().run();
      } catch (InterruptedException | RuntimeException | Error e) {
        goOnAfter(e);
      }
    }
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
