package io.github.processing4j.runtime.pool;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the callbacks of a result, on their thread. */
final class Told implements Ending, Runnable {
  private final Callbacks callbacks;
  private final @Nullable Consumer<@Nullable Object> callback;
  private final @Nullable Consumer<? super Throwable> errorCallback;
  private @Nullable Result<?> result;

  private Told(
      Callbacks callbacks,
      @Nullable Consumer<@Nullable Object> callback,
      @Nullable Consumer<? super Throwable> errorCallback) {
    this.callbacks = callbacks;
    this.callback = callback;
    this.errorCallback = errorCallback;
  }

  /** What tells both, or null if there are none. */
  @SuppressWarnings("unchecked")
  static <T extends @Nullable Object> @Nullable Told of(
      Callbacks callbacks,
      @Nullable Consumer<? super T> callback,
      @Nullable Consumer<? super Throwable> errorCallback) {
    return callback == null && errorCallback == null
        ? null
        : new Told(callbacks, (Consumer<@Nullable Object>) callback, errorCallback);
  }

  @Override
  public void ended(Result<?> ended) {
    result = ended;
    callbacks.execute(this);
  }

  @Override
  public void run() {
    Result<?> ended = result;
    if (ended == null) {
      throw new IllegalStateException("not done");
    }
    Outcome<?> outcome = ended.outcome();
    Throwable failure = outcome.failure();
    if (failure == null) {
      if (callback != null) {
        callback.accept(outcome.value());
      }
    } else if (errorCallback != null) {
      errorCallback.accept(failure);
    }
  }
}
