package io.github.processing4j.frame;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs slow tasks beside a render loop, and their hooks in it.
 *
 * <pre>{@code
 * FrameScheduler scheduler = FrameScheduler.threads(2);
 * scheduler.enqueue(FrameTask.builder(() -> load(file)).onSuccess(this::show).build());
 *
 * void draw() { // 60 times a second
 *   scheduler.frame();
 * }
 * }</pre>
 *
 * <p>Tasks begin in the order in which they are enqueued, as threads become free. Their hooks run
 * inside {@link #frame()}, in the order in which they became due, and are forgotten when the task
 * has ended. Nothing here waits for a task.
 *
 * <p>Thread-safe, except that {@link #frame()} belongs to one thread: the first that calls it.
 * Should that thread die, the next that calls takes over.
 *
 * <p>The model is TouchDesigner's Thread Manager: its pool of workers, its {@code EnqueueTask} with
 * {@code standalone}, and its rule that only hooks touch the host.
 */
public final class FrameScheduler implements AutoCloseable {
  private static final Duration DEFAULT_BUDGET = Duration.ofMillis(2);

  private final ThreadPoolExecutor pool;
  private final Tally tally = new Tally();
  private final HookQueue hooks = new HookQueue();
  private final Set<Subscription<?>> live = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
  private final Consumer<Throwable> failures = this::hookFailed;
  private volatile Consumer<? super Throwable> hookFailure = FrameScheduler::log;
  private volatile long budgetNanos = Nanos.of(DEFAULT_BUDGET);
  private volatile boolean closed;
  private boolean inFrame; // of the owner alone

  private FrameScheduler(int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            FrameThreads::unnamed);
    pool.prestartAllCoreThreads();
  }

  /**
   * A scheduler with its own daemon threads, named {@code processing-frame-N}, which live until it
   * is closed.
   *
   * @param n how many, at least 1; so many tasks run at a time, besides those that stand alone
   */
  public static FrameScheduler threads(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(n + " threads: at least 1");
    }
    return new FrameScheduler(n);
  }

  /**
   * Sets how long {@link #frame()} goes on running hooks. It looks at the clock after each hook:
   * one always runs, and the rest waits for the next frame. At first 2 ms.
   *
   * @param budget zero or more
   */
  public FrameScheduler frameBudget(Duration budget) {
    if (budget.isNegative()) {
      throw new IllegalArgumentException("frame budget " + budget + ": zero or more");
    }
    budgetNanos = Nanos.of(budget);
    return this;
  }

  /**
   * Sets who hears of what hooks throw, in the frame thread. What a hook throws, of whatever kind,
   * goes there alone: neither the loop nor another hook feels it. At first it is logged as an error
   * by the {@link System.Logger} of this class's name, as is what {@code handler} itself throws.
   */
  public FrameScheduler onHookFailure(Consumer<? super Throwable> handler) {
    hookFailure = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /**
   * Hands a task to the threads; it waits until one is free. A thread that ignores the interrupt of
   * a cancelled task is not free until it returns.
   *
   * @return a handle to poll or cancel it; need not be kept
   * @throws IllegalStateException after {@link #close()}
   */
  public <T extends @Nullable Object> FrameWorker<T> enqueue(FrameTask<T> task) {
    Subscription<T> subscription = subscribe(task);
    FrameWorker<T> worker = subscription.worker();
    ThreadRun<T> run = new ThreadRun<>(worker, task.job());
    worker.runsAs(run);
    if (isAdmitted(subscription)) {
      try {
        pool.execute(run);
      } catch (RejectedExecutionException e) {
        worker.cancel(); // it was closed meanwhile
      }
    }
    return worker;
  }

  /**
   * Runs a task at once, on a thread of its own: for what takes long, such as a server.
   *
   * @return a handle to poll or cancel it; need not be kept
   * @throws IllegalStateException after {@link #close()}
   */
  public <T extends @Nullable Object> FrameWorker<T> standalone(FrameTask<T> task) {
    Subscription<T> subscription = subscribe(task);
    FrameWorker<T> worker = subscription.worker();
    // Before the timer or close() may end it, so that what they end never runs.
    ThreadRun<T> run = new ThreadRun<>(worker, task.job());
    worker.runsAs(run);
    if (isAdmitted(subscription)) {
      subscription.began();
      worker.startThread(run);
    }
    return worker;
  }

  /**
   * Runs the hooks that are due, within the budget: to be called once per frame. Allocates nothing
   * of its own, never blocks, and with nothing due costs a few reads. After {@link #close()} it
   * runs what is still due. Does nothing if called by a hook.
   *
   * @throws IllegalStateException if another, living thread is the one that calls it
   */
  public void frame() {
    if (Thread.currentThread() != owner.get()) {
      own();
    }
    if (inFrame) {
      return;
    }
    inFrame = true;
    try {
      hooks.frame(budgetNanos, failures);
    } finally {
      inFrame = false;
    }
  }

  /**
   * How many tasks wait for a thread. Each of the four counts is exact; read together they may not
   * be.
   */
  public int queued() {
    return tally.queued.get();
  }

  /** How many tasks run. */
  public int running() {
    return tally.running.get();
  }

  /** How many tasks have returned, ever; counted before their hooks run. */
  public long done() {
    return tally.done.get();
  }

  /**
   * How many tasks threw, ran out of time or were cancelled, ever; counted before their hooks run.
   */
  public long failed() {
    return tally.failed.get();
  }

  /**
   * Cancels what waits and what runs, and lets the threads end. Waits for nobody; may be called
   * many times, by any thread. Hooks that are due, such as those of the cancelled, run if {@link
   * #frame()} is called again.
   */
  @Override
  public void close() {
    closed = true;
    pool.getQueue().clear(); // or a thread freed below would begin what waits
    for (Subscription<?> each : live) {
      each.worker().cancel();
    }
    pool.shutdown();
  }

  private <T extends @Nullable Object> Subscription<T> subscribe(FrameTask<T> task) {
    Objects.requireNonNull(task, "task");
    if (closed) {
      throw new IllegalStateException("the frame scheduler is closed; it takes no " + task);
    }
    Subscription<T> subscription = new Subscription<>(task, tally, hooks, live);
    tally.enqueued();
    live.add(subscription);
    return subscription;
  }

  /** Makes sure that one that a racing close did not see is cancelled all the same. */
  private boolean isAdmitted(Subscription<?> subscription) {
    boolean admitted = !closed;
    if (!admitted) {
      subscription.worker().cancel();
    }
    return admitted;
  }

  private void own() {
    Thread caller = Thread.currentThread();
    Thread before = owner.get();
    boolean free = before == null || !before.isAlive();
    if (!free || !owner.compareAndSet(before, caller)) {
      throw new IllegalStateException(
          "frame() belongs to thread " + name(owner.get()) + "; " + name(caller) + " called it");
    }
    inFrame = false;
  }

  private static String name(@Nullable Thread thread) {
    return thread == null ? "none" : thread.getName();
  }

  private void hookFailed(Throwable failure) {
    try {
      hookFailure.accept(failure);
    } catch (Throwable e) {
      log(failure);
      log(e);
    }
  }

  private static void log(Throwable failure) {
    System.getLogger(FrameScheduler.class.getName())
        .log(Level.ERROR, "a hook of a frame task failed", failure);
  }
}
