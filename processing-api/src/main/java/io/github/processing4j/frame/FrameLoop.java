package io.github.processing4j.frame;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.spi.ProcessingProvider;
import io.github.processing4j.spi.Providers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A render loop for a program that has none of its own: it draws at a rate, and measures its frames.
 *
 * <pre>{@code
 * FrameLoop loop = FrameLoop.atRate(60);
 * loop.run(() -> {
 *   scheduler.frame();
 *   messages.drain(this::show);
 *   return !finished;
 * });
 * }</pre>
 *
 * <p>Frames are due at multiples of the period since the start of the run, so the rate does not drift.
 * A frame that is over before the next is due waits for it, asleep; after one that takes longer the
 * next is drawn at once, and the beats that went by meanwhile are missed, not caught up with.
 *
 * <p>{@link #run} is for one thread at a time; all else is for any thread, and never blocks.
 */
public final class FrameLoop {
  private final double periodNanos;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private volatile boolean stopped;
  private @Nullable ProcessingProvider engine; // of the runner

  // Written by the runner alone.
  private volatile long frame;
  private volatile long missed;
  private volatile long lastNanos;
  private volatile long longestNanos;

  private FrameLoop(double periodNanos) {
    this.periodNanos = periodNanos;
  }

  /**
   * A loop that draws so often.
   *
   * @param framesPerSecond more than 0, such as 60 or 29.97
   */
  public static FrameLoop atRate(double framesPerSecond) {
    return new FrameLoop(Beats.periodNanos(framesPerSecond));
  }

  /**
   * Draws frame after frame in this thread, until {@code draw} answers false, {@link #stop()} is
   * called, or {@code draw} throws. Blocks; interruptible. May be called again after its end; the
   * counts go on.
   *
   * @param draw draws one frame, and answers whether there is another one
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   * @throws io.github.processing4j.ProcessExit if {@link io.github.processing4j.Process#stop()} was
   *     called on this process and this is its main thread
   * @throws IllegalStateException if it runs already
   */
  public void run(BooleanSupplier draw) {
    Objects.requireNonNull(draw, "draw");
    Thread self = Thread.currentThread();
    if (!runner.compareAndSet(null, self)) {
      throw new IllegalStateException("the frame loop runs already, in " + runner.get());
    }
    try {
      engine = findEngine();
      drawAll(draw);
    } finally {
      runner.set(null);
    }
  }

  /** Ends the loop after the frame that it draws, or before its first; it does not run again. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(runner.get());
  }

  /** The number of the frame that is drawn, or was last: 1 for the first, 0 before it. */
  public long frame() {
    return frame;
  }

  /** How many frames were not drawn because those before them took too long. */
  public long missed() {
    return missed;
  }

  /** The time from the start of the last frame but one to that of the last. Zero before the second. */
  public Duration last() {
    return Duration.ofNanos(lastNanos);
  }

  /** The longest time from the start of one frame to that of the next: what a viewer notices. */
  public Duration longest() {
    return Duration.ofNanos(longestNanos);
  }

  private void drawAll(BooleanSupplier draw) {
    Beats beats = new Beats(periodNanos);
    long beganNanos = System.nanoTime();
    while (!stopped) {
      begin();
      if (!draw.getAsBoolean()) {
        return;
      }
      awaitBeat(beats.next());
      long nowNanos = System.nanoTime();
      end(nowNanos - beganNanos, beats.skipTo(nowNanos));
      beganNanos = nowNanos;
    }
  }

  private void awaitBeat(long dueNanos) {
    checkInterrupt();
    long left = dueNanos - System.nanoTime();
    while (left > 0 && !stopped) {
      LockSupport.parkNanos(this, left);
      checkInterrupt();
      left = dueNanos - System.nanoTime();
    }
  }

  private void begin() {
    long number = frame + 1;
    frame = number;
  }

  private void end(long nanos, long beatsMissed) {
    long all = missed + beatsMissed;
    missed = all;
    lastNanos = nanos;
    longestNanos = Math.max(longestNanos, nanos);
  }

  /** As {@link io.github.processing4j.Processing#sleep}. */
  private void checkInterrupt() {
    boolean interrupted = Thread.currentThread().isInterrupted(); // first, for a stop interrupts
    ProcessingProvider maybe = engine;
    if (maybe != null) {
      maybe.checkStop();
    }
    if (interrupted) {
      throw new ProcessingInterruptedException("FrameLoop.run", new InterruptedException());
    }
  }

  private static @Nullable ProcessingProvider findEngine() {
    try {
      return Providers.get();
    } catch (ProcessingException e) {
      return null; // this API alone: there are no processes, and so no stops
    }
  }
}
