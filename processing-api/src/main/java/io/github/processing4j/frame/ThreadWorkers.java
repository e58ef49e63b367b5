package io.github.processing4j.frame;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Daemon threads of this JVM. */
final class ThreadWorkers implements Workers {
  private final AtomicLong count = new AtomicLong();
  private final ThreadPoolExecutor pool;

  ThreadWorkers(int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.NANOSECONDS,
            new PriorityBlockingQueue<>(),
            FrameThreads::unnamed);
    // So all that comes goes by the queue, and in its order.
    pool.prestartAllCoreThreads();
  }

  @Override
  public <T extends @Nullable Object> Runnable prepare(FrameTask<T> task, FrameWorker<T> worker) {
    ThreadRun<T> run = run(task, worker);
    Turn turn = new Turn(task.priority(), count.incrementAndGet());
    return () -> {
      try {
        pool.execute(new Waiting(turn, run));
      } catch (RejectedExecutionException e) {
        worker.cancel(); // it was closed meanwhile
      }
    };
  }

  @Override
  public <T extends @Nullable Object> Runnable prepareAlone(
      FrameTask<T> task, FrameWorker<T> worker) {
    ThreadRun<T> run = run(task, worker);
    return () -> {
      worker.began(0);
      worker.startThread(run);
    };
  }

  private static <T extends @Nullable Object> ThreadRun<T> run(
      FrameTask<T> task, FrameWorker<T> worker) {
    ThreadRun<T> run = new ThreadRun<>(worker, task.job());
    worker.runsAs(run);
    return run;
  }

  @Override
  public void forget() {
    pool.getQueue().clear();
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  private record Waiting(Turn turn, Runnable work) implements Runnable, Comparable<Waiting> {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Waiting other) {
      return turn.compareTo(other.turn);
    }
  }
}
