package io.github.processing4j.frame;

import io.github.processing4j.Context;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.spi.PoolSpec;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.TaskPool;
import java.io.Serializable;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Processes that live on and run one task after another. As many tasks as there are processes are in the
 * hands of the engine; the others wait here, where their order can change.
 */
final class ProcessWorkers implements Workers {
  private final AtomicLong count = new AtomicLong();
  private final TaskPool pool;
  private final Context context;
  private final JvmOptions jvm;

  // Guarded by this.
  private final PriorityQueue<PoolRun<?>> waiting = new PriorityQueue<>();
  private int free;

  ProcessWorkers(PoolSpec spec) {
    FrameTimer.prepare(); // so that cancelling need not
    free = spec.processes();
    context = Processing.getContext(spec.startMethod());
    jvm = spec.jvm();
    pool = Providers.get().taskPool(spec);
  }

  @Override
  public <T extends @Nullable Object> Runnable prepare(FrameTask<T> task, FrameWorker<T> worker) {
    Turn turn = new Turn(task.priority(), count.incrementAndGet());
    PoolRun<T> run = new PoolRun<>(this, turn, worker);
    run.is(pool.prepare(sendable(task), task.argument(), run));
    worker.runsAs(run);
    return () -> add(run);
  }

  @Override
  public <T extends @Nullable Object> Runnable prepareAlone(
      FrameTask<T> task, FrameWorker<T> worker) {
    Process.Builder options = Process.builder().jvm(jvm).context(context);
    String name = task.name();
    if (name != null) {
      options.name(name);
    }
    ProcessRun<T> run = new ProcessRun<>(worker, options, sendable(task), task.argument());
    worker.runsAs(run);
    return run::start;
  }

  private static Serializable sendable(FrameTask<?> task) {
    if (task.work() instanceof Serializable work) {
      return work;
    }
    String className = task.work().getClass().getName();
    throw new NotSendableException(
        "cannot send the work of "
            + task
            + " to another process: "
            + className
            + " is not Serializable. Give a lambda to FrameTask.of(...) or .builder(...) itself, where it"
            + " becomes a Task; in a variable declare it as Task<...>, not as Callable<...>",
        "the task",
        className,
        null);
  }

  private void add(PoolRun<?> run) {
    synchronized (this) {
      waiting.add(run);
    }
    startNext();
  }

  /** It will not be started, if it was not yet; whether that is so. */
  synchronized boolean remove(PoolRun<?> run) {
    return waiting.remove(run);
  }

  /** One that was started is over. */
  void ended() {
    release();
    startNext();
  }

  private synchronized void release() {
    free++;
  }

  private void startNext() {
    for (PoolRun<?> next = take(); next != null; next = take()) {
      try {
        next.start();
      } catch (RejectedExecutionException | ProcessingException e) {
        // It was closed meanwhile, or is broken, and says why.
        next.refused(e);
        release();
      }
    }
  }

  private synchronized @Nullable PoolRun<?> take() {
    if (free == 0) {
      return null;
    }
    PoolRun<?> next = waiting.poll();
    if (next != null) {
      free--;
    }
    return next;
  }

  @Override
  public synchronized void forget() {
    waiting.clear();
  }

  @Override
  public void close() {
    pool.close();
  }
}
