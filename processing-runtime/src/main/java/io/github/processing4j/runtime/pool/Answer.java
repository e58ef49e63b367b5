package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended: with a value or a failure, either of which may still be as the worker wrote it. What
 * runs code of the program to be read, such as a {@code readObject}, is read by the thread that asks for
 * it, once; never by the pool's own. Thread-safe.
 */
abstract class Answer {

  static Answer value(@Nullable Object value) {
    return new Known(value, null);
  }

  static Answer failure(Throwable failure) {
    return new Known(null, failure);
  }

  /** What went wrong, or null if the call returned and its value can be read. May run the program's code. */
  abstract @Nullable Throwable failure();

  /** What the call returned, if it did not fail. May run the program's code. */
  abstract @Nullable Object value();

  /** How many bytes of memory it holds besides itself, as far as that is known. */
  int bytes() {
    return 0;
  }

  /** Whether it was told as a failure; a value that cannot be read is not known to be one yet. */
  abstract boolean toldAsFailure();

  private static final class Known extends Answer {
    private final @Nullable Object value;
    private final @Nullable Throwable failure;

    Known(@Nullable Object value, @Nullable Throwable failure) {
      this.value = value;
      this.failure = failure;
    }

    @Override
    @Nullable Throwable failure() {
      return failure;
    }

    @Override
    @Nullable Object value() {
      return value;
    }

    @Override
    boolean toldAsFailure() {
      return failure != null;
    }
  }
}
