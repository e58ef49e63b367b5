package io.github.processing4j.runtime.pool;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job that is one result to its user. It is done when all its calls were answered; what they were
 * answered with is read by the first who asks. Thread-safe.
 */
abstract class Result<T extends @Nullable Object> extends StagedResult<T> {
  private final DispatcherControl control;
  private final Callbacks callbacks;
  private final @Nullable Ending ending;
  private final Parking parking = new Parking();
  private final AtomicReference<@Nullable CallFuture<T>> stage = new AtomicReference<>();
  private final AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();

  /** Why nothing of it runs any more; written before it is done. */
  private volatile @Nullable Throwable over;

  Result(
      Function function,
      int calls,
      DispatcherControl control,
      Callbacks callbacks,
      @Nullable Ending ending) {
    super(function, calls);
    this.control = control;
    this.callbacks = callbacks;
    this.ending = ending;
  }

  /** What the answers come to, all of which are there. May run the program's code. */
  abstract Outcome<T> read();

  /** What {@link #read} needed is needed no more. */
  abstract void forgetAnswers();

  // The job.

  @Override
  final void over(Throwable how) {
    if (!isDone()) {
      over = how;
    }
  }

  @Override
  final void reported(long pid, @Nullable Report report) {
    if (ending != null) {
      ending.reported(pid, report);
    }
  }

  /** Whether nothing of it runs any more. */
  final boolean isOver() {
    return over != null;
  }

  /** All calls were answered. */
  final void complete() {
    parking.open();
    control.ended(this);
    if (ending != null) {
      ending.ended(this);
    }
    CallFuture<T> waiting = stage.get();
    if (waiting != null) {
      callbacks.execute(waiting);
    }
  }

  // How it came out.

  /** How it came out, once it is done. May run the program's code. */
  final Outcome<T> outcome() {
    Outcome<T> known = outcome.get();
    if (known != null) {
      return known;
    }
    Throwable how = over;
    Outcome<T> read = how == null ? read() : new Outcome<>(null, how);
    if (outcome.compareAndSet(null, read)) {
      forgetAnswers();
      return read;
    }
    return known();
  }

  private Outcome<T> known() {
    Outcome<T> known = outcome.get();
    if (known == null) {
      throw new IllegalStateException("not done");
    }
    return known;
  }

  /** How it came out if another thread has read it meanwhile, and made the answers be forgotten. */
  final Outcome<T> readByAnother() {
    return known();
  }

  @SuppressWarnings("NullAway") // A value may be null where T is nullable.
  private T report() throws ExecutionException {
    Outcome<T> known = outcome();
    Throwable failure = known.failure();
    if (failure == null) {
      return known.value();
    }
    if (isCancelled()) {
      throw Failures.cancelled(failure);
    }
    // With the message that it makes of itself, also where a failure has none to give.
    throw new ExecutionException(Reasons.text(failure), failure);
  }

  /** The result, for the methods with Python's names. Cancels what has not begun if it is interrupted. */
  @SuppressWarnings("NullAway") // As above.
  final T join(String what) {
    boolean isThere = false;
    try {
      isThere = parking.await(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw Failures.interrupted(what, e);
    } finally {
      if (!isThere) {
        // Nobody else can get it.
        cancel(false);
      }
    }
    Outcome<T> known = outcome();
    Throwable failure = known.failure();
    if (failure == null) {
      return known.value();
    }
    if (isCancelled()) {
      throw Failures.cancelled(failure);
    }
    throw Failures.unchecked(failure);
  }

  /** Waits until it is done. Interruptible. */
  final boolean awaitDone(long nanos) throws InterruptedException {
    return parking.await(nanos);
  }

  // Future.

  @Override
  public final T get() throws InterruptedException, ExecutionException {
    parking.await(Long.MAX_VALUE);
    return report();
  }

  @Override
  public final T get(Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    return getWithin(Times.nanos(timeout));
  }

  @Override
  public final T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return getWithin(unit.toNanos(timeout));
  }

  private T getWithin(long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!parking.await(nanos)) {
      throw new TimeoutException("no result within " + Duration.ofNanos(Math.max(0, nanos)));
    }
    return report();
  }

  @Override
  public final boolean await(Duration timeout) throws InterruptedException {
    return parking.await(Times.nanos(timeout));
  }

  @Override
  public final boolean ready() {
    return isDone();
  }

  @Override
  public final boolean successful() {
    if (!isDone()) {
      throw new IllegalStateException("not done yet");
    }
    return outcome().failure() == null;
  }

  @Override
  public final boolean isDone() {
    return parking.isOpen();
  }

  @Override
  public final boolean isCancelled() {
    return isDone() && over instanceof CancellationException;
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return false;
    }
    control.cancel(this, new CancellationException("it was cancelled"), mayInterruptIfRunning);
    return isCancelled();
  }

  // CompletionStage.

  @Override
  final CompletableFuture<T> stage() {
    CallFuture<T> known = stage.get();
    if (known != null) {
      return known;
    }
    CallFuture<T> made = new CallFuture<>(this, callbacks);
    if (!stage.compareAndSet(null, made)) {
      return stage();
    }
    if (isDone()) {
      callbacks.execute(made);
    }
    return made;
  }

  /**
   * A future of this call. To cancel it cancels the call; to complete it otherwise changes neither the
   * call nor this result.
   */
  @Override
  public final CompletableFuture<T> toCompletableFuture() {
    CallFuture<T> made = new CallFuture<>(this, callbacks);
    stage().whenComplete(made);
    return made;
  }

  @Override
  public final String toString() {
    Outcome<T> known = outcome.get();
    String state =
        !isDone()
            ? "not done"
            : isCancelled()
                ? "cancelled"
                : known == null
                    ? "done"
                    : known.failure() == null ? "done" : "failed with " + known.failure();
    return getClass().getSimpleName() + "[" + state + "]";
  }
}
