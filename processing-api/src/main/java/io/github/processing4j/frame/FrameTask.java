package io.github.processing4j.frame;

import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
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
 * <p>The same task runs on threads and on processes. For processes its work must be serialisable: a
 * lambda that is given to {@link #of} or {@link #builder} itself is, if what it captures is. In a window
 * or a sketch it captures {@code this} as soon as it names a field or method; a function and its argument,
 * as in {@code builder(Filters::stylise, photo)}, do not.
 *
 * <p>The hooks are those of TouchDesigner's Thread Manager: the {@code SuccessHook}, {@code
 * ExceptHook} and {@code RefreshHook} of a {@code TDTask}.
 *
 * @param <T> the result
 */
public final class FrameTask<T extends @Nullable Object> {
  private final Object work;
  private final @Nullable Object argument;
  private final Job<T> job;
  private final @Nullable String name;
  private final int priority;
  private final @Nullable Duration timeout;
  private final @Nullable Consumer<? super T> onSuccess;
  private final @Nullable Consumer<? super Throwable> onException;
  private final @Nullable Consumer<? super ProgressSnapshot> onRefresh;

  private FrameTask(Builder<T> b) {
    work = b.work;
    argument = b.argument;
    job = b.job;
    name = b.name;
    priority = b.priority;
    timeout = b.timeout;
    onSuccess = b.onSuccess;
    onException = b.onException;
    onRefresh = b.onRefresh;
  }

  /** A task without hooks: its worker tells how it fares. */
  public static <T extends @Nullable Object> FrameTask<T> of(Task<T> task) {
    return builder(task).build();
  }

  /** A task without hooks, for threads alone unless it is serialisable. */
  public static <T extends @Nullable Object> FrameTask<T> of(Callable<T> task) {
    return builder(task).build();
  }

  /** A task that tells how far it is, without hooks. */
  public static <T extends @Nullable Object> FrameTask<T> of(ProgressTask<T> task) {
    return builder(task).build();
  }

  /** A builder, for hooks, a timeout, a priority and a name. */
  public static <T extends @Nullable Object> Builder<T> builder(Task<T> task) {
    return new Builder<>(task, null, progress -> task.call());
  }

  /** A builder for a task that is for threads alone, unless it is serialisable. */
  public static <T extends @Nullable Object> Builder<T> builder(Callable<T> task) {
    return new Builder<>(task, null, progress -> task.call());
  }

  /** A builder for a task that tells how far it is. */
  public static <T extends @Nullable Object> Builder<T> builder(ProgressTask<T> task) {
    return new Builder<>(task, null, progress -> task.run(progress));
  }

  /** A builder for a function. A thread is given the argument itself, a process a copy. */
  public static <A extends @Nullable Object, T extends @Nullable Object> Builder<T> builder(
      TaskFunction<A, T> function, A argument) {
    return new Builder<>(function, argument, progress -> function.apply(argument));
  }

  /** A builder for a function that tells how far it is. */
  public static <A extends @Nullable Object, T extends @Nullable Object> Builder<T> builder(
      ProgressFunction<A, T> function, A argument) {
    return new Builder<>(function, argument, progress -> function.apply(argument, progress));
  }

  /** What was given, to be sent. */
  Object work() {
    return work;
  }

  @Nullable Object argument() {
    return argument;
  }

  /** The same, to be run here. */
  Job<T> job() {
    return job;
  }

  int priority() {
    return priority;
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
    private final Object work;
    private final @Nullable Object argument;
    private final Job<T> job;
    private @Nullable String name;
    private int priority;
    private @Nullable Duration timeout;
    private @Nullable Consumer<? super T> onSuccess;
    private @Nullable Consumer<? super Throwable> onException;
    private @Nullable Consumer<? super ProgressSnapshot> onRefresh;

    private Builder(Object work, @Nullable Object argument, Job<T> job) {
      this.work = Objects.requireNonNull(work, "task");
      this.argument = argument;
      this.job = job;
    }

    /** A name for people, in messages and monitors. */
    public Builder<T> name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Of the tasks that wait, those with the highest priority begin first, and among these those that
     * came first. What runs is not interrupted.
     *
     * @param priority any number; at first 0
     */
    public Builder<T> priority(int priority) {
      this.priority = priority;
      return this;
    }

    /**
     * How long the work may take, from when it begins, on a thread or in a process; then it is ended as by {@link
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
     * java.util.concurrent.TimeoutException}, a {@link java.util.concurrent.CancellationException}, or,
     * where its process crashed or was killed, a {@link io.github.processing4j.WorkerDiedException} with
     * exit code or signal ({@link io.github.processing4j.ProcessDiedException} of a task that stands
     * alone).
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
