package io.github.processing4j.runtime.pool;

import java.time.Duration;

/** Spans of time. */
final class Times {
  private Times() {}

  /** Zero or more, and never overflowing. */
  static long nanos(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
