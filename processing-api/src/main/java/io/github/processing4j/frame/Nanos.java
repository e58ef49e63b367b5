package io.github.processing4j.frame;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Nanos {
  private Nanos() {}

  /** Never overflowing: what is too long is the longest there is, 292 years. */
  static long of(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException e) {
      return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
