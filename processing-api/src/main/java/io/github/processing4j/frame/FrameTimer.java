package io.github.processing4j.frame;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of all frame workers, so that time goes on while a render loop stalls. Its thread
 * ends after a while without work.
 */
final class FrameTimer {
  private static final long KEEP_ALIVE_SECONDS = 10;
  private static final ScheduledThreadPoolExecutor TIMER = create();

  private FrameTimer() {}

  /** Runs {@code action}, which must be quick, after a while. */
  static Future<?> after(long nanos, Runnable action) {
    return TIMER.schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  /** Makes sure that its thread is there, and what else its first use costs is paid. */
  static void prepare() {
    after(0, Thread::onSpinWait);
  }

  private static ScheduledThreadPoolExecutor create() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, FrameTimer::createThread);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  private static Thread createThread(Runnable work) {
    Thread thread = new Thread(work, "processing-frame-timer");
    thread.setDaemon(true);
    // Not that of whichever application came first.
    thread.setContextClassLoader(FrameTimer.class.getClassLoader());
    return thread;
  }
}
