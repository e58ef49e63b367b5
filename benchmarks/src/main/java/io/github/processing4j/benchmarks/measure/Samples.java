package io.github.processing4j.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/** What the repetitions of one contender took; less is better. Immutable. */
public final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Of these values.
   *
   * @param values at least one
   */
  public static Samples of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Samples(sorted);
  }

  /** Of these values, at least one. */
  public static Samples of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The one in the middle, or the mean of the two there. */
  public double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The least. */
  public double best() {
    return sorted[0];
  }

  /** All, from the least to the greatest. */
  public double[] sorted() {
    return sorted.clone();
  }
}
