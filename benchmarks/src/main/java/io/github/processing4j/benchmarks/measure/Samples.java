package io.github.processing4j.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/** What the repetitions of one contender came to. Immutable. */
public final class Samples {
  private final double[] sorted;
  private final boolean moreIsBetter;

  private Samples(double[] sorted, boolean moreIsBetter) {
    this.sorted = sorted;
    this.moreIsBetter = moreIsBetter;
  }

  /**
   * Of these values; less is better.
   *
   * @param values at least one
   */
  public static Samples of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Samples(sorted, false);
  }

  /** Of these values, at least one; less is better. */
  public static Samples of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The same values as rates: more is better. */
  public Samples asRates() {
    return new Samples(sorted, true);
  }

  /** The one in the middle, or the mean of the two there. */
  public double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The least, or the greatest of rates. */
  public double best() {
    return sorted[moreIsBetter ? sorted.length - 1 : 0];
  }

  /** The greatest, or the least of rates. */
  public double worst() {
    return sorted[moreIsBetter ? 0 : sorted.length - 1];
  }

  /** All, from the least to the greatest. */
  public double[] sorted() {
    return sorted.clone();
  }
}
