package io.github.processing4j.benchmarks.row;

import java.util.concurrent.locks.LockSupport;

/** Looks as a render loop does, and tells the longest time for which that held it up. */
abstract class LookOften {
  private static final long FRAME_NANOS = 1_000_000;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  /**
   * Looks once.
   *
   * @return whether all is there
   */
  abstract boolean look();

  /** Looks each millisecond until all is there; in microseconds. */
  final double worstMicros() {
    long worst = 0;
    long start = System.nanoTime();
    boolean isThere = false;
    while (!isThere) {
      long before = System.nanoTime();
      isThere = look();
      long after = System.nanoTime();
      worst = Math.max(worst, after - before);
      if (after - start > LIMIT_NANOS) {
        throw new IllegalStateException("not there within a minute");
      }
      LockSupport.parkNanos(FRAME_NANOS);
    }
    return worst / 1e3;
  }
}
