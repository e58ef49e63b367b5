package io.github.processing4j.frame;

import io.github.processing4j.ProgressTask;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Slow work, and what the frame thread does when it is done: to be given to a {@link
 * FrameScheduler}.
 *
 * <pre>{@code
 * FrameTask.builder(() -> load(file))
 *     .onSuccess(this::show)
 *     .onException(this::complain)
 *     .timeout(Duration.ofSeconds(5))
 *     .build();
 * }</pre>
 *
 * <p>The work runs elsewhere and must not touch the host; its hooks run in the thread that calls
 * {@link FrameScheduler#frame()}, so they may, and need not be serialisable. Immutable; it may be
 * enqueued many times, also at once, if its work and its hooks bear it.
 *
 * <p>The hooks are those of TouchDesigner's Thread Manager: the {@code SuccessHook}, {@code
 * ExceptHook} and {@code RefreshHook} of a {@code TDTask}.
 *
 * @param <T> the result
 */
public final class FrameTask<T extends @Nullable Object> {
  private final Job<T> job;
  private final @Nullable String name;
  private final @Nullable Duration timeout;
  private final @Nullable Consumer<? super T> onSuccess;
  private final @Nullable Consumer<? super Throwable> onException;
  private final @Nullable Consumer<? super ProgressSnapshot> onRefresh;

  private FrameTask(Builder<T> b) {
    job = b.job;
    name = b.name;
    timeout = b.timeout;
    onSuccess = b.onSuccess;
    onException = b.onException;
    onRefresh = b.onRefresh;
  }

  /** A task without hooks: its worker tells how it fares. */
  public static <T extends @Nullable Object> FrameTask<T> of(Callable<T> task) {
    return builder(task).build();
  }

  /** A task that tells how far it is, without hooks. */
  public static <T extends @Nullable Object> FrameTask<T> of(ProgressTask<T> task) {
    return builder(task).build();
  }

  /** A builder, for hooks, a timeout and a name. */
  public static <T extends @Nullable Object> Builder<T> builder(Callable<T> task) {
    Objects.requireNonNull(task, "task");
    return new Builder<>(progress -> task.call());
  }

  /** A builder for a task that tells how far it is. */
  public static <T extends @Nullable Object> Builder<T> builder(ProgressTask<T> task) {
    return new Builder<>(task::run);
  }

  Job<T> job() {
    return job;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  @Nullable Consumer<? super T> onSuccess() {
    return onSuccess;
  }

  @Nullable Consumer<? super Throwable> onException() {
    return onException;
  }

  @Nullable Consumer<? super ProgressSnapshot> onRefresh() {
    return onRefresh;
  }

  /** {@code <FrameTask>}, or {@code <FrameTask(name)>}. */
  @Override
  public String toString() {
    return name == null ? "<FrameTask>" : "<FrameTask(" + name + ")>";
  }

  /** Builds a {@link FrameTask}. Not thread-safe; may be used again. */
  public static final class Builder<T extends @Nullable Object> {
    private final Job<T> job;
    private @Nullable String name;
    private @Nullable Duration timeout;
    private @Nullable Consumer<? super T> onSuccess;
    private @Nullable Consumer<? super Throwable> onException;
    private @Nullable Consumer<? super ProgressSnapshot> onRefresh;

    private Builder(Job<T> job) {
      this.job = job;
    }

    /** A name for people, in messages. */
    public Builder<T> name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * How long the work may take, from when it begins on its thread; then it is ended as by {@link
     * FrameWorker#cancel()}, but counts as failed, with a {@link
     * java.util.concurrent.TimeoutException}. Kept also while the loop stalls.
     *
     * @param timeout more than zero
     */
    public Builder<T> timeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout " + timeout + ": more than zero");
      }
      this.timeout = timeout;
      return this;
    }

    /** Is given the result, once, if there is one. */
    public Builder<T> onSuccess(Consumer<? super T> hook) {
      onSuccess = Objects.requireNonNull(hook, "hook");
      return this;
    }

    /**
     * Is given the failure, once, if there is one: what the work threw, a {@link
     * java.util.concurrent.TimeoutException}, or a {@link
     * java.util.concurrent.CancellationException}.
     */
    public Builder<T> onException(Consumer<? super Throwable> hook) {
      onException = Objects.requireNonNull(hook, "hook");
      return this;
    }

    /**
     * Is given the newest progress in each frame while the work runs, whether there is news or not;
     * and once more before the end, if there was news since. After it has thrown it is left alone.
     */
    public Builder<T> onRefresh(Consumer<? super ProgressSnapshot> hook) {
      onRefresh = Objects.requireNonNull(hook, "hook");
      return this;
    }

    /** The task. */
    public FrameTask<T> build() {
      return new FrameTask<>(this);
    }
  }
}
