package io.github.processing4j.runtime.pool;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future that ends as a result does, when it is run on the thread of the callbacks; or in a thread that
 * waits for it, for that may be a callback.
 */
final class CallFuture<T extends @Nullable Object> extends Stage<T>
    implements Runnable, BiConsumer<@Nullable Object, @Nullable Throwable> {
  private static final long LOOK_NANOS = 10_000_000;

  private final Result<T> result;
  private final Callbacks callbacks;

  CallFuture(Result<T> result, Callbacks callbacks) {
    super(callbacks);
    this.result = result;
    this.callbacks = callbacks;
  }

  @Override
  @SuppressWarnings("NullAway") // A value may be null where T is nullable.
  public void run() {
    Outcome<T> outcome = result.outcome();
    Throwable failure = outcome.failure();
    if (failure == null) {
      complete(outcome.value());
    } else {
      completeExceptionally(failure);
    }
  }

  /** As the first stage of the result ends. */
  @Override
  public void accept(@Nullable Object value, @Nullable Throwable failure) {
    run();
  }

  /** Cancels the call. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (result.cancel(mayInterruptIfRunning) || result.isCancelled()) {
      super.cancel(mayInterruptIfRunning);
    }
    return isCancelled();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    settleHere(Long.MAX_VALUE);
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    long nanos = unit.toNanos(timeout);
    settleHere(nanos);
    return super.get(Math.max(0, nanos - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
  }

  @Override
  public T join() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          settleHere(Long.MAX_VALUE);
          return super.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** In a callback: who else would complete this? Anybody may, so it looks now and then. */
  private void settleHere(long nanos) throws InterruptedException {
    if (!callbacks.isHere()) {
      return;
    }
    long start = System.nanoTime();
    for (long left = nanos; left > 0 && !isDone(); left = nanos - (System.nanoTime() - start)) {
      if (result.awaitDone(Math.min(left, LOOK_NANOS))) {
        run();
      }
    }
  }
}
