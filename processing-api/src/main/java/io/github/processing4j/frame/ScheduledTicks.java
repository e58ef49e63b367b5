package io.github.processing4j.frame;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task of a scheduled executor that runs a frame, and schedules itself for the next. */
final class ScheduledTicks implements Ticks, Runnable {
  private final FrameTicker ticker;
  private final ScheduledExecutorService executor;
  private final Beats beats; // of one run after the other
  private volatile @Nullable Future<?> next;

  ScheduledTicks(FrameTicker ticker, ScheduledExecutorService executor, double periodNanos) {
    this.ticker = ticker;
    this.executor = executor;
    beats = new Beats(periodNanos);
  }

  @Override
  public void start() {
    schedule(0);
  }

  @Override
  public void end() {
    Future<?> scheduled = next;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }

  @Override
  public void run() {
    ticker.run();
    if (ticker.isClosed()) {
      return;
    }
    ticker.skip(beats.skipTo(System.nanoTime()));
    try {
      schedule(beats.next() - System.nanoTime());
    } catch (RejectedExecutionException e) {
      ticker.end(); // it is shut down
    }
  }

  private void schedule(long delayNanos) {
    next = executor.schedule(this, delayNanos, TimeUnit.NANOSECONDS);
    if (ticker.isClosed()) {
      end(); // close() may have seen the one before
    }
  }
}
