package io.github.processing4j.frame;

import io.github.processing4j.Pool;
import io.github.processing4j.PoolBuilder;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs slow tasks beside a render loop, on threads or in processes, and their hooks in the loop.
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
 * <p>Tasks begin by their priority, and then in the order in which they are enqueued, as threads or
 * processes become free. Their hooks run inside {@link #frame()}, in the order in which they became
 * due, and are forgotten when the task has ended. Nothing here waits for a task.
 *
 * <p>Thread-safe, except that {@link #frame()} belongs to one thread: the first that calls it.
 * Should that thread die, the next that calls takes over.
 *
 * <p>The model is TouchDesigner's Thread Manager: its pool of workers, its {@code EnqueueTask} with
 * {@code standalone}, and its rule that only hooks touch the host.
 */
public final class FrameScheduler implements AutoCloseable {
  private static final Duration DEFAULT_BUDGET = Duration.ofMillis(2);

  private final Workers workers;
  private final Tally tally = new Tally();
  private final HookQueue hooks = new HookQueue();
  private final Set<Subscription<?>> live = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
  private final Consumer<Throwable> failures = this::hookFailed;
  private volatile Consumer<? super Throwable> hookFailure = FrameScheduler::log;
  private volatile long budgetNanos = Nanos.of(DEFAULT_BUDGET);
  private volatile boolean closed;
  private boolean inFrame; // of the owner alone

  private FrameScheduler(Workers workers) {
    this.workers = workers;
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
    return new FrameScheduler(new ThreadWorkers(n));
  }

  /**
   * A scheduler with its own daemonic processes, which are launched at once and live until it is closed,
   * each running one task after another: so what a task has loaded and warmed up is there for the next.
   * A crash, a leak or a pause of a task cannot reach the loop. One whose process dies fails with its exit
   * code or signal, and the process is replaced; no other task is affected. Returns at once.
   *
   * <p>Started as {@link io.github.processing4j.Processing#setStartMethod} says, and by {@code standby}
   * where nobody has chosen. Of progress and payloads that follow each other quickly, only the newest
   * reaches the loop.
   *
   * @param n how many, 1 to 500; so many tasks run at a time, besides those that stand alone
   * @throws io.github.processing4j.ProcessingException if there is no engine
   */
  public static FrameScheduler processes(int n) {
    return processes(Pool.builder().processes(n));
  }

  /**
   * A scheduler with processes as those of a pool: with a heap and a memory limit, an initializer, tasks
   * after which one is replaced, a name, or JVM options.
   *
   * @param options their {@code taskTimeout} holds for all tasks, besides {@link
   *     FrameTask.Builder#timeout} of each
   * @throws io.github.processing4j.ProcessingException as {@link PoolBuilder#build()}
   */
  public static FrameScheduler processes(PoolBuilder options) {
    return new FrameScheduler(new ProcessWorkers(options.spec(FrameContext.get())));
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
   * Hands a task to the threads or processes; it waits until one is free. A thread that ignores the
   * interrupt of a cancelled task is not free until it returns; a process is replaced. For a process the
   * task is copied here and now.
   *
   * @return a handle to poll or cancel it; need not be kept
   * @throws io.github.processing4j.NotSendableException if it is for a process, and cannot be sent
   * @throws IllegalStateException after {@link #close()}
   */
  public <T extends @Nullable Object> FrameWorker<T> enqueue(FrameTask<T> task) {
    Subscription<T> subscription = subscription(task);
    return start(subscription, workers.prepare(task, subscription.worker()));
  }

  /**
   * Runs a task at once, on a thread or in a process of its own: for what takes long, such as a server.
   *
   * @return a handle to poll or cancel it; need not be kept
   * @throws io.github.processing4j.NotSendableException if it is for a process, and cannot be sent
   * @throws IllegalStateException after {@link #close()}
   */
  public <T extends @Nullable Object> FrameWorker<T> standalone(FrameTask<T> task) {
    Subscription<T> subscription = subscription(task);
    return start(subscription, workers.prepareAlone(task, subscription.worker()));
  }

  private <T extends @Nullable Object> FrameWorker<T> start(
      Subscription<T> subscription, Runnable handOver) {
    FrameWorker<T> worker = subscription.worker();
    subscription.enqueued();
    if (closed) {
      worker.cancel(); // a close that did not see it
    } else {
      handOver.run();
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
   * How many tasks wait for a thread or a process. A read without a lock, as that of the other three:
   * each is exact; read together they may not be.
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
   * The handles of the tasks that wait or run, in the order in which they were enqueued: for a monitor.
   * A copy, made without a lock.
   */
  public List<FrameWorker<?>> tasks() {
    List<Subscription<?>> sorted = new ArrayList<>(live);
    Collections.sort(sorted);
    List<FrameWorker<?>> tasks = new ArrayList<>(sorted.size());
    for (Subscription<?> each : sorted) {
      tasks.add(each.worker());
    }
    return tasks;
  }

  /**
   * Cancels what waits and what runs, and lets the threads or processes end. Waits for nobody; may be called
   * many times, by any thread. Hooks that are due, such as those of the cancelled, run if {@link
   * #frame()} is called again.
   */
  @Override
  public void close() {
    closed = true;
    workers.forget(); // or one that is freed below would begin what waits
    for (Subscription<?> each : live) {
      each.worker().cancel();
    }
    workers.close();
  }

  private <T extends @Nullable Object> Subscription<T> subscription(FrameTask<T> task) {
    Objects.requireNonNull(task, "task");
    if (closed) {
      throw new IllegalStateException("the frame scheduler is closed; it takes no " + task);
    }
    return new Subscription<>(task, tally, hooks, live);
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
