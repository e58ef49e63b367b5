package io.github.processing4j.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * What a line should come to.
 *
 * @param kind what the limit is for
 * @param limit inclusive
 */
public record Goal(Kind kind, double limit) {

  /** What a limit is for. */
  public enum Kind {
    /** The ratio of the medians, where less is better. */
    MOST_RATIO,
    /** The ratio of the medians, where more is better. */
    LEAST_RATIO,
    /** Our own median, where less is better. */
    MOST_MEDIAN,
    /** Our own median, where more is better. */
    LEAST_MEDIAN
  }

  /** Our median is at most so many times the peer's. */
  public static Goal ratio(double limit) {
    return new Goal(Kind.MOST_RATIO, limit);
  }

  /** Our median, where more is better, is at least so many times the peer's. */
  public static Goal ratioAtLeast(double limit) {
    return new Goal(Kind.LEAST_RATIO, limit);
  }

  /** Our median is at most this. */
  public static Goal atMost(double limit) {
    return new Goal(Kind.MOST_MEDIAN, limit);
  }

  /** Our median, where more is better, is at least this. */
  public static Goal atLeast(double limit) {
    return new Goal(Kind.LEAST_MEDIAN, limit);
  }

  /** Whether it is met, or null if that which it is about was not measured. */
  public @Nullable Boolean isMet(@Nullable Samples ours, @Nullable Samples theirs) {
    if (ours == null) {
      return null;
    }
    if (kind == Kind.MOST_MEDIAN) {
      return ours.median() <= limit;
    }
    if (kind == Kind.LEAST_MEDIAN) {
      return ours.median() >= limit;
    }
    if (theirs == null) {
      return null;
    }
    double ratio = ours.median() / theirs.median();
    return kind == Kind.MOST_RATIO ? ratio <= limit : ratio >= limit;
  }
}
