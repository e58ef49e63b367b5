package io.github.processing4j.runtime.pool;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.runtime.session.DaemonThreads;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool, as its user holds it. Nothing of the pool refers to it, but for the iterators of its sources:
 * when it cannot be reached any more, the pool is shut down.
 */
final class LocalPool extends PoolFront {
  /** More would be a mistake: each is a JVM. As the builder has it. */
  private static final int MAX_PROCESSES = 500;

  /** So many chunks are made for each worker by default, as CPython does. */
  private static final int CHUNKS_PER_WORKER = 4;

  /** So many items are written in the calling thread, which is to go on at once. */
  private static final int FEW_ITEMS = 64;

  private final String name;
  private final DispatcherControl control;
  private final Calls calls;
  private final Callbacks callbacks;
  private final int maxTasksPerChild;
  private final Closing closing;

  /** Of the threads that feed maps and sources. */
  private final AtomicInteger feeders = new AtomicInteger();

  /**
   * The front of a pool.
   *
   * @param maxTasksPerChild no chunk is larger; 0 for no limit
   */
  LocalPool(
      String name,
      DispatcherControl control,
      Calls calls,
      Callbacks callbacks,
      int maxTasksPerChild) {
    this.name = name;
    this.control = control;
    this.calls = calls;
    this.callbacks = callbacks;
    this.maxTasksPerChild = maxTasksPerChild;
    closing = new Closing(name, control, callbacks);
    Forgotten.register(this, new Shutdown(control));
  }

  private static final class Shutdown implements Runnable {
    private final DispatcherControl control;

    Shutdown(DispatcherControl control) {
      this.control = control;
    }

    @Override
    public void run() {
      control.shutdown();
    }
  }

  // Calls.

  @Override
  <T extends @Nullable Object> CallResult<T> call(
      Object target, CallShape shape, @Nullable Object instead, @Nullable Ending ending) {
    CallResult<T> result =
        new CallResult<>(function(target, shape), instead, control, callbacks, ending);
    @Nullable Throwable[] failures = new Throwable[1];
    Chunk chunk = calls.chunk(result, 0, Collections.singletonList(null), failures);
    submit(result, chunk, failures);
    return result;
  }

  /**
   * Writes a call, which is to be submitted later.
   *
   * @throws NotSendableException if it or its argument cannot be sent
   */
  PreparedCall prepare(Object target, CallShape shape, @Nullable Object argument, Ending ending) {
    CallResult<?> result =
        new CallResult<>(function(target, shape), null, control, callbacks, ending);
    @Nullable Throwable[] failures = new Throwable[1];
    Chunk chunk = calls.chunk(result, 0, Collections.singletonList(argument), failures);
    if (failures[0] != null) {
      throw Failures.<RuntimeException>asIs(failures[0]);
    }
    return new PreparedCall(this, result, chunk, failures);
  }

  void submit(CallResult<?> result, Chunk chunk, @Nullable Throwable[] failures) {
    open(result);
    control.submit(chunk, failures);
  }

  /** What tells the program. */
  Callbacks callbacks() {
    return callbacks;
  }

  private Function function(Object target, CallShape shape) {
    return calls.function(Objects.requireNonNull(target, "what to call"), shape);
  }

  private void open(Job job) {
    control.open(job);
    // Until here somebody holds the pool.
    Reference.reachabilityFence(this);
  }

  @Override
  Ending uncaught() {
    return new Uncaught(callbacks);
  }

  @Override
  <T extends @Nullable Object> @Nullable Ending told(
      @Nullable Consumer<? super T> callback, @Nullable Consumer<? super Throwable> errorCallback) {
    return Told.of(callbacks, callback, errorCallback);
  }

  // Maps.

  @Override
  <R extends @Nullable Object> List<R> mapHere(
      String what, Object function, CallShape shape, Collection<?> items, int chunk) {
    MapResult<R> result = map(function, shape, items, null);
    boolean isFed = false;
    try {
      feeder(result, chunk).feed(true);
      isFed = true;
    } catch (InterruptedException e) {
      throw Failures.interrupted(what, e);
    } finally {
      if (!isFed) {
        result.cancel(false);
      }
    }
    return result.join(what);
  }

  @Override
  <R extends @Nullable Object> AsyncResult<List<R>> mapAside(
      Object function, CallShape shape, Collection<?> items, int chunk, @Nullable Ending ending) {
    MapResult<R> result = map(function, shape, items, ending);
    Feeder feeder = feeder(result, chunk);
    if (result.calls <= FEW_ITEMS) {
      feeder.run();
      return result;
    }
    Thread thread = DaemonThreads.create(nextName("map"), feeder);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    boolean isFed = false;
    try {
      thread.start();
      isFed = true;
    } finally {
      if (!isFed) {
        result.cancel(false);
      }
    }
    return result;
  }

  private <R extends @Nullable Object> MapResult<R> map(
      Object function, CallShape shape, Collection<?> items, @Nullable Ending ending) {
    @Nullable Object[] copy = shape == CallShape.BI_FUNCTION ? pairs(items) : items.toArray();
    MapResult<R> result =
        new MapResult<>(function(function, shape), copy, control, callbacks, ending);
    open(result);
    if (copy.length == 0) {
      result.completeAll();
    }
    return result;
  }

  /** Those of a map may change when it does. */
  private static Object[] pairs(Collection<?> items) {
    List<Map.Entry<?, ?>> copy = new ArrayList<>(items.size());
    for (Object item : items) {
      copy.add(new SimpleImmutableEntry<>((Map.Entry<?, ?>) Objects.requireNonNull(item, "pair")));
    }
    return copy.toArray();
  }

  private Feeder feeder(MapResult<?> result, int chunk) {
    int parts = CHUNKS_PER_WORKER * control.processes();
    int size = chunk > 0 ? chunk : Math.max(1, (result.calls + parts - 1) / parts);
    return new Feeder(result, limited(size), calls, control);
  }

  private int limited(int chunk) {
    return maxTasksPerChild > 0 ? Math.min(chunk, maxTasksPerChild) : chunk;
  }

  private String nextName(String what) {
    return "processing-" + name + "-" + what + "-" + feeders.incrementAndGet();
  }

  // Sources.

  @Override
  <R extends @Nullable Object> ResultIterator<R> source(
      Object function, Iterable<? extends @Nullable Object> source, int chunk, boolean ordered) {
    SourceJob job =
        new SourceJob(
            nextName("source"),
            function(function, CallShape.FUNCTION),
            limited(chunk),
            ordered,
            calls,
            control);
    open(job);
    boolean isFed = false;
    try {
      SourceFeeder.start(job, source);
      isFed = true;
    } finally {
      if (!isFed) {
        job.close();
      }
    }
    return new SourceIterator<>(job, this);
  }

  // ExecutorService.

  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks) throws InterruptedException {
    return Invocations.all(this, tasks, Long.MAX_VALUE);
  }

  @Override
  public <T extends @Nullable Object> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return Invocations.all(this, tasks, unit.toNanos(timeout));
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return Invocations.any(this, tasks, Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return Invocations.any(this, tasks, unit.toNanos(timeout));
  }

  // The end.

  @Override
  public void shutdown() {
    control.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> unbegun = new ArrayList<>();
    for (Job job : control.shutdownNow()) {
      Runnable local = job.local();
      if (local != null) {
        unbegun.add(local);
      }
    }
    return unbegun;
  }

  @Override
  public void terminate() {
    control.terminate();
  }

  @Override
  public boolean isShutdown() {
    return control.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return control.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return closing.await(unit.toNanos(timeout));
  }

  @Override
  public void join() {
    closing.join(Long.MAX_VALUE);
  }

  @Override
  public boolean join(Duration timeout) {
    return closing.join(Times.nanos(timeout));
  }

  @Override
  public void close() {
    closing.close();
  }

  // What it is like.

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int processes() {
    return control.processes();
  }

  @Override
  public void resize(int processes) {
    if (processes < 1 || processes > MAX_PROCESSES) {
      throw new IllegalArgumentException(
          processes + " processes: 1 to " + MAX_PROCESSES + ", for each is a JVM");
    }
    control.resize(processes);
  }

  @Override
  public List<PoolWorker> workers() {
    return control.workers();
  }

  @Override
  public PoolProgress progress() {
    return control.progress();
  }

  @Override
  public String toString() {
    String state = isTerminated() ? "terminated" : isShutdown() ? "shut down" : "open";
    return "Pool[" + name + ", " + processes() + " processes, " + state + "]";
  }
}
