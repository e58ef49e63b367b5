package io.github.processing4j.runtime.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future whose dependents run on the thread of the pool's callbacks, if they are given no other
 * executor: in no case in the thread that completes it, nor in one that adds them. Those of its dependents
 * do as well.
 */
class Stage<T extends @Nullable Object> extends CompletableFuture<T> {
  private final Callbacks callbacks;

  Stage(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  @Override
  public final <U> CompletableFuture<U> newIncompleteFuture() {
    return new Stage<>(callbacks);
  }

  @Override
  public final Executor defaultExecutor() {
    return callbacks;
  }

  @Override
  public final <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
    return super.thenApplyAsync(fn, callbacks);
  }

  @Override
  public final CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
    return super.thenAcceptAsync(action, callbacks);
  }

  @Override
  public final CompletableFuture<Void> thenRun(Runnable action) {
    return super.thenRunAsync(action, callbacks);
  }

  @Override
  public final <U, V> CompletableFuture<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
    return super.thenCombineAsync(other, fn, callbacks);
  }

  @Override
  public final <U> CompletableFuture<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return super.thenAcceptBothAsync(other, action, callbacks);
  }

  @Override
  public final CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return super.runAfterBothAsync(other, action, callbacks);
  }

  @Override
  public final <U> CompletableFuture<U> applyToEither(
      CompletionStage<? extends T> other, Function<? super T, U> fn) {
    return super.applyToEitherAsync(other, fn, callbacks);
  }

  @Override
  public final CompletableFuture<Void> acceptEither(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return super.acceptEitherAsync(other, action, callbacks);
  }

  @Override
  public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return super.runAfterEitherAsync(other, action, callbacks);
  }

  @Override
  public final <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> fn) {
    return super.thenComposeAsync(fn, callbacks);
  }

  @Override
  public final <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
    return super.handleAsync(fn, callbacks);
  }

  @Override
  public final CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    return super.whenCompleteAsync(action, callbacks);
  }

  @Override
  public final CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
    return super.exceptionallyAsync(fn, callbacks);
  }

  @Override
  public final CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> fn) {
    return super.exceptionallyComposeAsync(fn, callbacks);
  }
}
