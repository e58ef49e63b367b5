package io.github.processing4j.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * What a line should come to.
 *
 * @param ofRatio whether the limit is one for the ratio of the medians, else for our own median
 * @param limit inclusive
 */
public record Goal(boolean ofRatio, double limit) {

  /** Our median is at most so many times the peer's. */
  public static Goal ratio(double limit) {
    return new Goal(true, limit);
  }

  /** Our median is at most this. */
  public static Goal atMost(double limit) {
    return new Goal(false, limit);
  }

  /** Whether it is met, or null if that which it is about was not measured. */
  public @Nullable Boolean isMet(@Nullable Samples ours, @Nullable Samples theirs) {
    if (ours == null || (ofRatio && theirs == null)) {
      return null;
    }
    return (ofRatio ? ours.median() / theirs.median() : ours.median()) <= limit;
  }
}
