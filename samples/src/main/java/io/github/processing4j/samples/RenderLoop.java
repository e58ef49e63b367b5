package io.github.processing4j.samples;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Stands for the program that renders, in the samples: it draws 60 times a second, and measures what
 * somebody who watches would notice, the time from one frame to the next.
 */
final class RenderLoop {
  private static final long FRAME_NANOS = 1_000_000_000L / 60;
  private static final double NANOS_PER_MILLI = 1e6;

  private int frame;
  private long longestNanos;

  /** Draws frame after frame until {@code draw} says no more. */
  void run(BooleanSupplier draw) {
    long start = System.nanoTime();
    long next = start;
    boolean goOn = true;
    while (goOn) {
      frame++;
      goOn = draw.getAsBoolean();
      next += FRAME_NANOS;
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      long end = System.nanoTime();
      longestNanos = Math.max(longestNanos, end - start);
      start = end;
      next = Math.max(next, end - FRAME_NANOS); // what was missed is not caught up with
    }
  }

  /** The number of the frame that is drawn, from 1. */
  int frame() {
    return frame;
  }

  /** The longest time from one frame to the next so far, in milliseconds; 16.7 is ideal. */
  double longestMillis() {
    return longestNanos / NANOS_PER_MILLI;
  }
}
