package io.github.processing4j.benchmarks.measure;

import java.util.function.DoubleUnaryOperator;

/** From the nanoseconds of many operations to the unit of a row. */
public final class Units {
  /** Thousands of operations per second. */
  public static final String RATE = "k/s";

  /** Millions of bytes per second. */
  public static final String BANDWIDTH = "MB/s";

  private Units() {}

  /** {@link #RATE} of so many operations. */
  public static DoubleUnaryOperator rateOf(long count) {
    return nanos -> count * 1e6 / nanos;
  }

  /** {@link #BANDWIDTH} of so many bytes. */
  public static DoubleUnaryOperator bandwidthOf(long bytes) {
    return nanos -> bytes * 1e3 / nanos;
  }

  /** Nanoseconds for each of so many operations. */
  public static DoubleUnaryOperator nanosEach(long count) {
    return nanos -> nanos / count;
  }

  /** Microseconds for each of so many operations. */
  public static DoubleUnaryOperator microsEach(long count) {
    return nanos -> nanos / count / 1e3;
  }
}
