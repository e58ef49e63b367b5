package io.github.processing4j;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call that a {@link Pool} was given: a {@link Future}, a {@link CompletionStage}, and
 * the ancestor's {@code AsyncResult}.
 *
 * <p>Thread-safe. Dependent stages and callbacks run on a thread of the pool's own, one after another, if
 * they are not given another executor; what they do delays other callbacks, but no task and no result.
 *
 * @param <T> the result
 */
public interface AsyncResult<T extends @Nullable Object> extends Future<T>, CompletionStage<T> {

  /**
   * The result. Blocks; interruptible.
   *
   * @throws ExecutionException if the call failed; its cause is what the task threw, with the stack trace
   *     of the worker; or {@link WorkerDiedException}, {@link TaskTimeoutException}, {@link
   *     NotSendableException}, {@link NotReadableException} or {@link BrokenPoolException}
   * @throws CancellationException if it was cancelled, or the pool was terminated
   */
  @Override
  T get() throws InterruptedException, ExecutionException;

  /**
   * The result, if it comes in time. Blocks; interruptible.
   *
   * @param timeout zero or less looks once
   * @throws TimeoutException if the time is over; the call goes on
   * @throws ExecutionException as {@link #get()}
   * @throws CancellationException as {@link #get()}
   */
  T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

  /**
   * Waits until it is done. Blocks; interruptible. The ancestor's {@code wait}.
   *
   * @param timeout zero or less looks once
   * @return whether it is done
   */
  boolean await(Duration timeout) throws InterruptedException;

  /** Whether it is done, in whatever way: the ancestor's name for {@link #isDone()}. Never blocks. */
  boolean ready();

  /**
   * Whether it is done and did not fail. Never blocks.
   *
   * @throws IllegalStateException if it is not done yet
   */
  boolean successful();

  /**
   * Cancels the call. What has not begun never begins. What runs goes on for nobody, unless {@code
   * mayInterruptIfRunning}: then the worker that runs it is ended, first by {@link Process#stop()} and
   * half a second later by {@link Process#kill()}, and replaced; no other call is affected. On threads it
   * is interrupted.
   *
   * @return false if it was done already
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);
}
