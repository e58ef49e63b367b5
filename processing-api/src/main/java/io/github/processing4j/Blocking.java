package io.github.processing4j;

import io.github.processing4j.spi.Providers;
import java.time.Duration;

/** What all blocking calls share: a pending stop is raised, an interrupt is kept. */
final class Blocking {
  private Blocking() {}

  /** Throws {@link ProcessExit} if a stop is pending for this thread. */
  static void checkStop() {
    Providers.get().checkStop();
  }

  /** {@link ProcessExit} if a stop caused the interrupt; else what to throw, with the flag set. */
  static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    Providers.get().checkStop();
    Thread.currentThread().interrupt();
    return new ProcessingInterruptedException(what, e);
  }

  /** Zero or more, and never overflowing. */
  static long nanosOf(Duration timeout) {
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
