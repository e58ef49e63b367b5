package io.github.processing4j.frame;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Runs a frame again and again in the thread of a user interface, which has a queue of events in place
 * of a render loop.
 *
 * <pre>{@code
 * FrameTicker ticker =
 *     FrameTicker.start(scheduler::frame, EventQueue::invokeLater, Duration.ofMillis(16)); // Swing
 * // JavaFX's queue is Platform::runLater, SWT's display::asyncExec
 * }</pre>
 *
 * <p>One frame at most is in the queue or runs. If it is still there when the next is due, because the
 * user interface is busy, the next is skipped: frames do not pile up, and events have their turn
 * between them. Frames are due at multiples of the period since the start.
 *
 * <p>What a frame throws ends neither the ticker nor the thread of the user interface: it goes to the
 * handler of {@link #onFailure}. The ticker ends by {@link #close()}, or when the queue takes no more
 * frames because its user interface has ended.
 *
 * <p>Thread-safe. Until it ends it is kept by its timer, which is a daemon thread named {@code
 * processing-frame-ticker}, or the scheduled executor.
 */
public final class FrameTicker implements AutoCloseable {
  private final Runnable frame;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final Ticks ticks;
  private volatile Consumer<? super Throwable> failure = FrameTicker::uncaught;
  private volatile boolean closed;

  private FrameTicker(Runnable frame, Executor ui, double periodNanos) {
    this.frame = Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(ui, "ui");
    ticks =
        ui instanceof ScheduledExecutorService
            ? new ScheduledTicks(this, (ScheduledExecutorService) ui, periodNanos)
            : new QueueTicks(this, ui, periodNanos);
  }

  /**
   * Starts a ticker whose frames run where {@code ui} runs what it is given. The first is due at once.
   *
   * @param frame what to run; calls {@link FrameScheduler#frame()}, polls workers, draws
   * @param ui hands a task to the thread of the user interface, and does not wait for it
   * @param period from one frame to the next, more than zero
   */
  public static FrameTicker start(Runnable frame, Executor ui, Duration period) {
    FrameTicker ticker = new FrameTicker(frame, ui, Beats.periodNanos(period));
    ticker.ticks.start();
    return ticker;
  }

  /**
   * Starts a ticker whose frames are scheduled tasks of {@code ui}, one after the other, which needs no
   * thread besides. Unlike those of {@link ScheduledExecutorService#scheduleAtFixedRate} they go on
   * after one that throws, and do not catch up with what was missed.
   *
   * @param frame what to run
   * @param ui the first frame is due at once
   * @param period from one frame to the next, more than zero
   * @throws java.util.concurrent.RejectedExecutionException if {@code ui} is shut down
   */
  public static FrameTicker start(Runnable frame, ScheduledExecutorService ui, Duration period) {
    return start(frame, (Executor) ui, period);
  }

  /**
   * Sets who hears of what a frame throws, of whatever kind, in the thread of the user interface; and
   * of what the queue throws, in that of the timer. At first it goes to the uncaught exception handler
   * of the thread, as what an event throws does in Swing and JavaFX.
   */
  public FrameTicker onFailure(Consumer<? super Throwable> handler) {
    failure = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /** How many frames have begun. */
  public long frames() {
    return frames.get();
  }

  /** How many frames were skipped because the user interface was busy. */
  public long skipped() {
    return skipped.get();
  }

  /** Whether it has ended, by {@link #close()} or with its user interface. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Ends the ticker; idempotent. When it returns, no frame runs, and none will: it waits for one that
   * runs in another thread, without regard to interrupts. In the thread of the user interface, also
   * inside a frame, it never blocks.
   */
  @Override
  public void close() {
    closed = true;
    running.lock();
    try {
      ticks.end();
    } finally {
      running.unlock();
    }
  }

  /** Runs a frame, in the thread of the user interface. */
  void run() {
    running.lock(); // only close() has it besides, for a moment
    try {
      if (!closed) {
        frames.incrementAndGet();
        frame.run();
      }
    } catch (Throwable e) {
      failed(e);
    } finally {
      running.unlock();
    }
  }

  void skip(long beats) {
    skipped.addAndGet(beats);
  }

  /** Ends it without waiting. */
  void end() {
    closed = true;
    ticks.end();
  }

  void failed(Throwable e) {
    try {
      failure.accept(e);
    } catch (Throwable again) {
      log(e);
      log(again);
    }
  }

  private static void uncaught(Throwable e) {
    Thread self = Thread.currentThread();
    self.getUncaughtExceptionHandler().uncaughtException(self, e);
  }

  private static void log(Throwable e) {
    System.getLogger(FrameTicker.class.getName()).log(Level.ERROR, "a frame failed", e);
  }
}
