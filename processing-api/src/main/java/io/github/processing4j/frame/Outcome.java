package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/**
 * Where a worker stands, with all that belongs to it: one reference, so that nobody sees halves.
 */
record Outcome<T extends @Nullable Object>(
    Status status, @Nullable T result, @Nullable Throwable failure) {
  private static final Outcome<?> PROCESSING = new Outcome<>(Status.PROCESSING, null, null);

  /** The one and only, to be compared by identity. */
  @SuppressWarnings("unchecked") // it holds no T
  static <T extends @Nullable Object> Outcome<T> processing() {
    return (Outcome<T>) PROCESSING;
  }

  static <T extends @Nullable Object> Outcome<T> ready(@Nullable T result) {
    return new Outcome<>(Status.READY, result, null);
  }

  static <T extends @Nullable Object> Outcome<T> failed(Throwable failure) {
    return new Outcome<>(Status.FAILED, null, failure);
  }

  static <T extends @Nullable Object> Outcome<T> cancelled(Throwable failure) {
    return new Outcome<>(Status.CANCELLED, null, failure);
  }
}
