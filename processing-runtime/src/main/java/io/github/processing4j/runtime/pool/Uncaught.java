package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/** Has what an action has thrown, of which nobody holds the result, told as that of a thread is. */
final class Uncaught implements Ending, Runnable {
  private final Callbacks callbacks;
  private @Nullable Result<?> result;

  Uncaught(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  @Override
  public void ended(Result<?> ended) {
    if (!ended.isCancelled()) {
      result = ended;
      callbacks.execute(this);
    }
  }

  @Override
  public void run() {
    Throwable failure = result == null ? null : result.outcome().failure();
    if (failure != null) {
      throw Failures.<RuntimeException>asIs(failure);
    }
  }
}
