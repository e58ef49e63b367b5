package io.github.processing4j.frame;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A thread that puts frames into the queue of a user interface, never a second one behind another. */
final class QueueTicks implements Ticks, Runnable {
  private final FrameTicker ticker;
  private final Executor ui;
  private final double periodNanos;
  private final AtomicBoolean pending = new AtomicBoolean(); // in the queue, or running
  private final Runnable posted = this::runPosted;
  private final Thread thread = new Thread(this, "processing-frame-ticker");

  QueueTicks(FrameTicker ticker, Executor ui, double periodNanos) {
    this.ticker = ticker;
    this.ui = ui;
    this.periodNanos = periodNanos;
    thread.setDaemon(true);
    thread.setContextClassLoader(QueueTicks.class.getClassLoader());
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void end() {
    LockSupport.unpark(thread); // it looks whether the ticker is closed
  }

  @Override
  public void run() {
    Beats beats = new Beats(periodNanos);
    while (!ticker.isClosed()) {
      if (pending.compareAndSet(false, true)) {
        post();
      } else {
        ticker.skip(1);
      }
      await(beats.next());
      ticker.skip(beats.skipTo(System.nanoTime()));
    }
  }

  private void post() {
    try {
      ui.execute(posted);
    } catch (RejectedExecutionException e) {
      pending.set(false);
      ticker.skip(1); // it is full, for now
      if (ui instanceof ExecutorService && ((ExecutorService) ui).isShutdown()) {
        ticker.end();
      }
    } catch (Throwable e) { // JavaFX throws an IllegalStateException after its end, SWT its own
      ticker.failed(e);
      ticker.end();
    }
  }

  private void runPosted() {
    try {
      ticker.run();
    } finally {
      pending.set(false);
    }
  }

  private void await(long dueNanos) {
    long left = dueNanos - System.nanoTime();
    while (left > 0 && !ticker.isClosed()) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted(); // of whoever interrupts it: it would not park any more
      left = dueNanos - System.nanoTime();
    }
  }
}
