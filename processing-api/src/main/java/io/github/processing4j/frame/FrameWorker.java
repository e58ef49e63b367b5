package io.github.processing4j.frame;

import io.github.processing4j.Context;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Slow work that a render loop handed off, to be looked at once per frame.
 *
 * <pre>{@code
 * FrameWorker<Image> worker = FrameWorker.start(() -> stylise(photo));
 *
 * void draw() { // 60 times a second
 *   if (worker != null && worker.poll() == Status.READY) {
 *     show(worker.result());
 *     worker = null;
 *   }
 * }
 * }</pre>
 *
 * <p>The work runs on a daemon thread of its own, named {@code processing-frame-N}, or in a
 * daemonic process: there a crash, a leak or a pause cannot reach the loop, and cancelling ends
 * even what never listens. It ends once: ready, failed or cancelled; whatever comes later is
 * dropped.
 *
 * <p>Thread-safe. {@link #poll}, {@link #result}, {@link #failure} and {@link #progress} are one
 * read each: they never block, allocate or throw, and what they tell belongs together once {@link
 * #poll} has told an end. Starting costs about as much as a thread; a process costs about a
 * millisecond where a standby JVM waits, some milliseconds where one is launched, and more the first
 * time: see {@link #prepare}.
 *
 * <p>The pattern, down to the words of {@link Status}, is that of TouchDesigner's threading
 * example.
 *
 * @param <T> the result
 */
public final class FrameWorker<T extends @Nullable Object> {
  private static final VarHandle OUTCOME =
      Handles.field(MethodHandles.lookup(), "outcome", Outcome.class);

  private final @Nullable String name;
  private final Watcher watcher;
  private final ProgressCell reports = new ProgressCell();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Outcome<T> outcome = Outcome.processing();
  private volatile @Nullable Execution execution;
  private volatile long pid;
  private volatile boolean begun;
  private volatile long beganNanos;
  private volatile long endedNanos;

  FrameWorker(@Nullable String name, Watcher watcher) {
    this.name = name;
    this.watcher = watcher;
  }

  /**
   * Starts work on a thread.
   *
   * @param task what it throws becomes {@link #failure()}
   */
  public static <T extends @Nullable Object> FrameWorker<T> start(Callable<T> task) {
    FrameWorker<T> worker = new FrameWorker<>(null, Watcher.NONE);
    Objects.requireNonNull(task, "task");
    worker.startThread(progress -> task.call());
    return worker;
  }

  /**
   * Starts work that tells how far it is, on a thread.
   *
   * @param task what it throws becomes {@link #failure()}
   */
  public static <T extends @Nullable Object> FrameWorker<T> start(ProgressTask<T> task) {
    return builder(task).start();
  }

  /**
   * Gets ready for the first {@link #inProcess}, on a thread of its own, and returns at once: to be
   * called while a program loads. Otherwise the first one of a JVM takes some tenths of a second,
   * which the loop would notice; later ones take about a millisecond while a standby JVM waits. May
   * be called many times.
   */
  public static void prepare() {
    FrameThreads.create("prepare", new Prepare()).start();
  }

  /**
   * Starts work in a process.
   *
   * @param task copied to the process, with all that it captures; its result is copied back
   * @throws io.github.processing4j.NotSendableException if it cannot be sent. In a window or a
   *     sketch a lambda captures {@code this} as soon as it names a field or method: copy what it
   *     needs into local variables first, or use {@link #inProcess(TaskFunction, Object)}
   * @throws io.github.processing4j.ProcessingException if there is no engine
   */
  public static <T extends @Nullable Object> FrameWorker<T> inProcess(Task<T> task) {
    return builder(task).startInProcess();
  }

  /**
   * Starts work that tells how far it is, in a process.
   *
   * @param task as of {@link #inProcess(Task)}
   * @throws io.github.processing4j.NotSendableException as {@link #inProcess(Task)}
   */
  public static <T extends @Nullable Object> FrameWorker<T> inProcess(ProgressTask<T> task) {
    return builder(task).startInProcess();
  }

  /**
   * Starts a function in a process: {@code inProcess(Stylist::stylise, photo)}. Where the method
   * has overloads, Java may ask for a lambda: {@code inProcess(p -> Stylist.stylise(p), photo)}.
   *
   * @param function copied to the process; its result is copied back
   * @param argument copied to the process
   * @throws io.github.processing4j.NotSendableException if either cannot be sent
   */
  public static <A extends @Nullable Object, T extends @Nullable Object> FrameWorker<T> inProcess(
      TaskFunction<A, T> function, A argument) {
    return builder(function, argument).startInProcess();
  }

  /**
   * Starts a function that tells how far it is, in a process.
   *
   * @param function copied to the process; its result is copied back
   * @param argument copied to the process
   * @throws io.github.processing4j.NotSendableException if either cannot be sent
   */
  public static <A extends @Nullable Object, T extends @Nullable Object> FrameWorker<T> inProcess(
      ProgressFunction<A, T> function, A argument) {
    return builder(function, argument).startInProcess();
  }

  /** A builder, for a name, a status queue, or the options of a process. */
  public static <T extends @Nullable Object> Builder<T> builder(Task<T> task) {
    return new Builder<>(task, null, progress -> task.call());
  }

  /** A builder for work that tells how far it is. */
  public static <T extends @Nullable Object> Builder<T> builder(ProgressTask<T> task) {
    return new Builder<>(task, null, task::run);
  }

  /** A builder for a function. On a thread it is given the argument itself, not a copy. */
  public static <A extends @Nullable Object, T extends @Nullable Object> Builder<T> builder(
      TaskFunction<A, T> function, A argument) {
    return new Builder<>(function, argument, progress -> function.apply(argument));
  }

  /** A builder for a function that tells how far it is. */
  public static <A extends @Nullable Object, T extends @Nullable Object> Builder<T> builder(
      ProgressFunction<A, T> function, A argument) {
    return new Builder<>(function, argument, progress -> function.apply(argument, progress));
  }

  /** How far it is. When this tells {@link Status#READY}, {@link #result()} is there. */
  public Status poll() {
    return outcome.status();
  }

  /** What the work returned; null before it is {@link Status#READY}, and if it never is. */
  public @Nullable T result() {
    return outcome.result();
  }

  /**
   * Why there is no result: what the task threw, the end of its process ({@link
   * io.github.processing4j.ProcessDiedException}), a launch that failed, a {@link TimeoutException}
   * from a {@link FrameScheduler}, or a {@link CancellationException}.
   *
   * @return null unless it is {@link Status#FAILED} or {@link Status#CANCELLED}
   */
  public @Nullable Throwable failure() {
    return outcome.failure();
  }

  /**
   * What the work told last about its progress: the newest alone, and the same object until there
   * is news.
   */
  public ProgressSnapshot progress() {
    return reports.snapshot();
  }

  /** The name that it was given, for people; null if it was given none. */
  public @Nullable String name() {
    return name;
  }

  /** The pid of the process that runs the work, or has run it; 0 on a thread, and before it begins. */
  public long pid() {
    return pid;
  }

  /**
   * Whether the work has begun: a task of a {@link FrameScheduler} waits before that for a thread or a
   * process.
   */
  public boolean hasBegun() {
    return begun;
  }

  /** How long the work has run, or ran until it ended; zero if it has not begun. */
  public Duration elapsed() {
    if (!begun) {
      return Duration.ZERO;
    }
    long now = outcome.status().isDone() ? endedNanos : System.nanoTime();
    return Duration.ofNanos(Math.max(0, now - beganNanos));
  }

  /**
   * Cancels the work, if it has not ended. The status changes at once, and the caller waits for
   * nobody: a thread is interrupted, and may run on unseen if it ignores that; a process is asked
   * to stop, and killed a second later. Work that has not begun never runs.
   *
   * @return whether this call cancelled it
   */
  public boolean cancel() {
    if (outcome.status().isDone()) {
      return false;
    }
    return end(Outcome.cancelled(new CancellationException(describe() + " was cancelled")));
  }

  /**
   * Waits until it has ended: for tests and tools, never for a render loop. Blocks; interruptible.
   *
   * @param timeout zero or less looks once
   * @return whether it has ended
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return ended.await(Nanos.of(timeout), TimeUnit.NANOSECONDS);
  }

  /** {@code <FrameWorker(Processing)>}, or {@code <FrameWorker(name, Processing)>}. */
  @Override
  public String toString() {
    return "<FrameWorker(" + (name == null ? "" : name + ", ") + poll() + ")>";
  }

  ProgressCell reports() {
    return reports;
  }

  /** Says where the work runs; before it can begin. */
  void runsAs(Execution execution) {
    this.execution = execution;
  }

  /**
   * The work begins.
   *
   * @param by the pid of its process, or 0
   */
  void began(long by) {
    pid = by;
    beganNanos = System.nanoTime();
    begun = true;
    watcher.began();
  }

  /** The work ended by itself. */
  boolean finish(Outcome<T> end) {
    long now = System.nanoTime();
    if (outcome == Outcome.<T>processing()) {
      endedNanos = now; // before it can be seen to have ended
    }
    if (!OUTCOME.compareAndSet(this, Outcome.processing(), end)) {
      return false;
    }
    execution = null; // and with it the task, and all that it captured
    try {
      watcher.ended(end.status());
    } finally {
      ended.countDown();
    }
    return true;
  }

  /** Ends the work early. */
  boolean end(Outcome<T> end) {
    Execution running = execution;
    if (!finish(end)) {
      return false;
    }
    if (running != null) {
      running.end();
    }
    return true;
  }

  /** Ends it as one whose time is over. */
  void timeOut(Duration limit) {
    end(Outcome.failed(new TimeoutException(describe() + " took longer than " + limit)));
  }

  private String describe() {
    return name == null ? "frame worker" : "frame worker " + name;
  }

  private void startThread(Job<T> job) {
    ThreadRun<T> run = new ThreadRun<>(this, job);
    runsAs(run);
    startThread(run);
  }

  /** Runs it on a thread of its own. A thread that the system refuses is a failure. */
  void startThread(ThreadRun<T> run) {
    try {
      FrameThreads.create(name, run).start();
    } catch (OutOfMemoryError e) {
      finish(Outcome.failed(e));
    }
  }

  /** Builds and starts a {@link FrameWorker}. Not thread-safe; may be used again. */
  public static final class Builder<T extends @Nullable Object> {
    private final Serializable task;
    private final @Nullable Object argument;
    private final Job<T> job;
    private @Nullable String name;
    private JvmOptions jvm = JvmOptions.inherited();
    private @Nullable Context context;
    private @Nullable StatusQueue statusQueue;

    private Builder(Serializable task, @Nullable Object argument, Job<T> job) {
      this.task = Objects.requireNonNull(task, "task");
      this.argument = argument;
      this.job = job;
    }

    /** A name for people, at the end of its thread's name, or that of its process. */
    public Builder<T> name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** How the JVM of its process differs from this one. Means nothing to a thread. */
    public Builder<T> jvm(JvmOptions jvm) {
      this.jvm = Objects.requireNonNull(jvm, "jvm");
      return this;
    }

    /**
     * How its process is started; else as {@link Processing#setStartMethod} says, and by {@code
     * standby} where nobody has chosen. Means nothing to a thread.
     */
    public Builder<T> context(Context context) {
      this.context = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * Puts {@link Status#PROCESSING} into a queue at the start, and at the end how it ended; by
     * then the result can be read. Several workers may share a queue. If the end cannot be put,
     * because a queue that processes share has no room or is closed, that is logged.
     */
    public Builder<T> statusQueue(StatusQueue queue) {
      statusQueue = Objects.requireNonNull(queue, "queue");
      return this;
    }

    /** Starts it on a thread. */
    public FrameWorker<T> start() {
      FrameWorker<T> worker = new FrameWorker<>(name, watcher());
      announce();
      worker.startThread(job);
      return worker;
    }

    /**
     * Starts it in a process, and returns when that is launched.
     *
     * @throws io.github.processing4j.NotSendableException if the task or its argument cannot be
     *     sent
     * @throws io.github.processing4j.ProcessingException if there is no engine
     */
    public FrameWorker<T> startInProcess() {
      Process.Builder options = Process.builder().jvm(jvm);
      if (name != null) {
        options.name(name);
      }
      options.context(context != null ? context : FrameContext.get());
      FrameWorker<T> worker = new FrameWorker<>(name, watcher());
      ProcessRun<T> run = new ProcessRun<>(worker, options, task, argument);
      worker.runsAs(run);
      announce();
      run.start();
      return worker;
    }

    private Watcher watcher() {
      return statusQueue == null ? Watcher.NONE : new StatusReporter(statusQueue);
    }

    private void announce() {
      if (statusQueue != null) {
        statusQueue.put(Status.PROCESSING);
      }
    }
  }
}
