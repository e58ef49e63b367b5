package io.github.processing4j.frame;

import java.time.Duration;

/**
 * The instants at which frames are due: multiples of the period since the start, so that nothing adds
 * up. By the clock of {@link System#nanoTime()}. For one thread.
 */
final class Beats {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double periodNanos;
  private final long startNanos = System.nanoTime();
  private long beat;

  /** Beats from now on. */
  Beats(double periodNanos) {
    this.periodNanos = periodNanos;
  }

  /** The period of a rate, in nanoseconds. */
  static double periodNanos(double perSecond) {
    if (!(perSecond > 0) || perSecond > NANOS_PER_SECOND) {
      throw new IllegalArgumentException(
          perSecond + " frames per second: more than 0, at most 1,000,000,000");
    }
    return NANOS_PER_SECOND / perSecond;
  }

  /** A period in nanoseconds. */
  static double periodNanos(Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period " + period + ": more than zero");
    }
    return Nanos.of(period);
  }

  /** Goes on to the next beat, and answers when it is. */
  long next() {
    beat++;
    return startNanos + (long) (beat * periodNanos);
  }

  /**
   * Goes on to the last beat that is not after {@code nowNanos}; the frame of those before it is
   * missed, and not caught up with.
   *
   * @return how many were missed
   */
  long skipTo(long nowNanos) {
    long last = (long) ((nowNanos - startNanos) / periodNanos);
    long missed = Math.max(0, last - beat);
    beat += missed;
    return missed;
  }
}
