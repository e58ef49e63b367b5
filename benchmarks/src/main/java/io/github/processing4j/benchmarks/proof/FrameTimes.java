package io.github.processing4j.benchmarks.proof;

import org.HdrHistogram.Histogram;

/**
 * The frames of one mode at one rate, over all its slices. Recording allocates nothing.
 *
 * <p>The frame time is from the start of a frame to the start of the next: what who watches sees. Its
 * lateness is how long after its slot it started, and the time inside how long it drew.
 */
final class FrameTimes {
  private static final long UNIT_NANOS = 1_000;
  private static final long MOST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final int LATE_PART = 10;

  private final Histogram frameTime = new Histogram(UNIT_NANOS, MOST_NANOS, DIGITS);
  private final Histogram lateness = new Histogram(UNIT_NANOS, MOST_NANOS, DIGITS);
  private final Histogram inside = new Histogram(UNIT_NANOS, MOST_NANOS, DIGITS);
  private final long periodNanos;
  private long late;
  private long dropped;

  FrameTimes(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  /** One frame, and how many slots passed without one since the frame before it. */
  void record(long frameNanos, long lateNanos, long insideNanos, long droppedBefore) {
    frameTime.recordValue(Math.min(frameNanos, MOST_NANOS));
    lateness.recordValue(Math.min(lateNanos, MOST_NANOS));
    inside.recordValue(Math.min(insideNanos, MOST_NANOS));
    if (lateNanos > periodNanos / LATE_PART) {
      late++;
    }
    dropped += droppedBefore;
  }

  long periodNanos() {
    return periodNanos;
  }

  long frames() {
    return frameTime.getTotalCount();
  }

  /** How many frames started later than a tenth of a period after their slot. */
  long late() {
    return late;
  }

  /** How many slots passed in which no frame started. */
  long dropped() {
    return dropped;
  }

  Histogram frameTime() {
    return frameTime;
  }

  Histogram lateness() {
    return lateness;
  }

  Histogram inside() {
    return inside;
  }
}
