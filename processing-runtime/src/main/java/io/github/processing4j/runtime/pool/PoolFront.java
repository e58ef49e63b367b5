package io.github.processing4j.runtime.pool;

import io.github.processing4j.Action;
import io.github.processing4j.AsyncResult;
import io.github.processing4j.Pool;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.Target;
import io.github.processing4j.Task;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All the ways to give a call to a pool, in terms of a few. */
abstract class PoolFront implements Pool {
  private static final int DEFAULT_CHUNK = 0;

  /**
   * Submits a call.
   *
   * @param instead its value if the target has none
   */
  abstract <T extends @Nullable Object> CallResult<T> call(
      Object target, CallShape shape, @Nullable Object instead, @Nullable Ending ending);

  /** What hears of an action that is executed. */
  abstract Ending uncaught();

  /** What calls callbacks, or null. */
  abstract <T extends @Nullable Object> @Nullable Ending told(
      @Nullable Consumer<? super T> callback, @Nullable Consumer<? super Throwable> errorCallback);

  /** Submits a map, of 0 for the default chunk or more, and waits. */
  abstract <R extends @Nullable Object> List<R> mapHere(
      String what, Object function, CallShape shape, Collection<?> items, int chunk);

  /** Submits a map, of 0 for the default chunk or more. */
  abstract <R extends @Nullable Object> AsyncResult<List<R>> mapAside(
      Object function, CallShape shape, Collection<?> items, int chunk, @Nullable Ending ending);

  abstract <R extends @Nullable Object> ResultIterator<R> source(
      Object function, Iterable<? extends @Nullable Object> source, int chunk, boolean ordered);

  private static int checked(int chunk) {
    if (chunk < 1) {
      throw new IllegalArgumentException("a chunk of " + chunk + ": 1 or more");
    }
    return chunk;
  }

  // Calls.

  @Override
  public final <T extends @Nullable Object> T apply(Task<T> task) {
    return this.<T>call(task, CallShape.TASK, null, null).join("apply");
  }

  @Override
  public final void apply(Target target) {
    this.<@Nullable Void>call(target, CallShape.TARGET, null, null).join("apply");
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> applyAsync(Task<T> task) {
    return call(task, CallShape.TASK, null, null);
  }

  @Override
  public final AsyncResult<@Nullable Void> applyAsync(Target target) {
    return call(target, CallShape.TARGET, null, null);
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> applyAsync(
      Task<T> task,
      @Nullable Consumer<? super T> callback,
      @Nullable Consumer<? super Throwable> errorCallback) {
    return call(task, CallShape.TASK, null, told(callback, errorCallback));
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> submit(Task<T> task) {
    return call(task, CallShape.TASK, null, null);
  }

  @Override
  public final AsyncResult<?> submit(Action action) {
    return call(action, CallShape.ACTION, null, null);
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> submit(Callable<T> task) {
    return call(task, shape(task), null, null);
  }

  @Override
  public final AsyncResult<?> submit(Runnable action) {
    return call(action, CallShape.ACTION, null, null);
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> submit(Action action, T result) {
    return call(action, CallShape.ACTION, result, null);
  }

  @Override
  public final <T extends @Nullable Object> AsyncResult<T> submit(Runnable action, T result) {
    return call(action, CallShape.ACTION, result, null);
  }

  @Override
  public final void execute(Action action) {
    call(action, CallShape.ACTION, null, uncaught());
  }

  @Override
  public final void execute(Runnable action) {
    call(action, CallShape.ACTION, null, uncaught());
  }

  static CallShape shape(Callable<?> task) {
    return task instanceof Task ? CallShape.TASK : CallShape.CALLABLE;
  }

  // Maps.

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items) {
    return mapHere("map", function, CallShape.FUNCTION, items, DEFAULT_CHUNK);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
      TaskFunction<? super A, ? extends R> function, Collection<? extends A> items, int chunk) {
    return mapHere("map", function, CallShape.FUNCTION, items, checked(chunk));
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object>
      AsyncResult<List<R>> mapAsync(
          TaskFunction<? super A, ? extends R> function, Collection<? extends A> items) {
    return mapAside(function, CallShape.FUNCTION, items, DEFAULT_CHUNK, null);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object>
      AsyncResult<List<R>> mapAsync(
          TaskFunction<? super A, ? extends R> function, Collection<? extends A> items, int chunk) {
    return mapAside(function, CallShape.FUNCTION, items, checked(chunk), null);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object>
      AsyncResult<List<R>> mapAsync(
          TaskFunction<? super A, ? extends R> function,
          Collection<? extends A> items,
          int chunk,
          @Nullable Consumer<? super List<R>> callback,
          @Nullable Consumer<? super Throwable> errorCallback) {
    int size = chunk == DEFAULT_CHUNK ? chunk : checked(chunk);
    return mapAside(function, CallShape.FUNCTION, items, size, told(callback, errorCallback));
  }

  @Override
  public final <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs) {
    return mapHere("starmap", function, CallShape.BI_FUNCTION, pairs, DEFAULT_CHUNK);
  }

  @Override
  public final <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs,
          int chunk) {
    return mapHere("starmap", function, CallShape.BI_FUNCTION, pairs, checked(chunk));
  }

  @Override
  public final <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      AsyncResult<List<R>> starmapAsync(
          TaskBiFunction<? super A, ? super B, ? extends R> function,
          Collection<? extends Map.Entry<? extends A, ? extends B>> pairs) {
    return mapAside(function, CallShape.BI_FUNCTION, pairs, DEFAULT_CHUNK, null);
  }

  // Sources.

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source) {
    return source(function, Objects.requireNonNull(source, "source"), 1, true);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
      TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source, int chunk) {
    return source(function, Objects.requireNonNull(source, "source"), checked(chunk), true);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object>
      ResultIterator<R> imapUnordered(
          TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source) {
    return source(function, Objects.requireNonNull(source, "source"), 1, false);
  }

  @Override
  public final <A extends @Nullable Object, R extends @Nullable Object>
      ResultIterator<R> imapUnordered(
          TaskFunction<? super A, ? extends R> function, Iterable<? extends A> source, int chunk) {
    return source(function, Objects.requireNonNull(source, "source"), checked(chunk), false);
  }
}
