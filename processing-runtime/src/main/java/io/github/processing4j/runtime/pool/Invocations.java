package io.github.processing4j.runtime.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** {@code invokeAll} and {@code invokeAny}: some calls whose futures belong together. */
final class Invocations {
  private Invocations() {}

  private static <T extends @Nullable Object> List<CallResult<T>> submit(
      PoolFront pool, Collection<? extends Callable<T>> tasks, @Nullable Ending ending) {
    List<CallResult<T>> results = new ArrayList<>(tasks.size());
    boolean ok = false;
    try {
      for (Callable<T> task : tasks) {
        Objects.requireNonNull(task, "task");
        results.add(pool.call(task, PoolFront.shape(task), null, ending));
      }
      ok = true;
    } finally {
      if (!ok) {
        cancel(results);
      }
    }
    return results;
  }

  private static void cancel(List<? extends Future<?>> results) {
    for (Future<?> result : results) {
      result.cancel(true);
    }
  }

  /** Waits for all of them, and cancels those that are not done in time. */
  static <T extends @Nullable Object> List<Future<T>> all(
      PoolFront pool, Collection<? extends Callable<T>> tasks, long nanos)
      throws InterruptedException {
    long start = System.nanoTime();
    List<CallResult<T>> results = submit(pool, tasks, null);
    boolean ok = false;
    try {
      for (CallResult<T> result : results) {
        if (!result.awaitDone(nanos - (System.nanoTime() - start))) {
          break;
        }
      }
      ok = true;
    } finally {
      // Also those that are not in time.
      if (!ok || nanos != Long.MAX_VALUE) {
        cancel(results);
      }
    }
    return new ArrayList<>(results);
  }

  /** The value of the first that has one; the others are cancelled. */
  static <T extends @Nullable Object> T any(
      PoolFront pool, Collection<? extends Callable<T>> tasks, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("no tasks");
    }
    long start = System.nanoTime();
    FirstOf done = new FirstOf();
    List<CallResult<T>> results = submit(pool, tasks, done);
    try {
      ExecutionException failure = null;
      for (int i = 0; i < results.size(); i++) {
        Result<?> first = poll(done, nanos - (System.nanoTime() - start));
        if (first == null) {
          throw new TimeoutException("no result within " + nanos / 1_000_000 + " ms");
        }
        try {
          return value(first);
        } catch (ExecutionException e) {
          failure = e;
        }
      }
      throw Objects.requireNonNull(failure);
    } finally {
      cancel(results);
    }
  }

  private static @Nullable Result<?> poll(FirstOf done, long nanos) throws InterruptedException {
    try {
      return done.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Failures.checkStop();
      throw e;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends @Nullable Object> T value(Result<?> result)
      throws InterruptedException, ExecutionException {
    return (T) result.get();
  }
}
