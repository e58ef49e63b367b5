package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/**
 * How far work was when it last told. Immutable.
 *
 * @param fraction 0 to 1, or NaN if the work did not say
 * @param message empty if there is none
 * @param payload what was published last, or null
 */
public record ProgressSnapshot(double fraction, String message, @Nullable Object payload) {
  /** Nothing was told yet. */
  public static final ProgressSnapshot NONE = new ProgressSnapshot(Double.NaN, "", null);
}
