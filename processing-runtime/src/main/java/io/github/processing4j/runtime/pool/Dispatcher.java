package io.github.processing4j.runtime.pool;

import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.PoolListener;
import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives chunks to workers, and answers to jobs.
 *
 * <p>All of a pool is ordered by one lock, under which nothing waits and nothing of the program runs. Who
 * submits gives to a worker that is free; the {@link Collector} does all else: it hears answers and ends,
 * sees to deadlines, and launches workers.
 *
 * <p>A worker is given one chunk at a time, or a few ahead if they are short, by a lane of its own; what
 * it has not begun can be taken back. So it is known who has what, and that only the call that was
 * running when its worker died is lost.
 *
 * <p>Thread-safe.
 */
final class Dispatcher implements DispatcherControl {
  private final Desk desk;

  /** A dispatcher without workers. */
  Dispatcher(
      String name,
      Hire hire,
      Crew crew,
      Limits limits,
      Callbacks callbacks,
      @Nullable PoolListener listener) {
    desk = new Desk(name, hire, crew, limits, new Tally(this, callbacks, listener));
  }

  /** What it works on. */
  Desk desk() {
    return desk;
  }

  // Jobs.

  @Override
  public void open(Job job) {
    desk.lock.lock();
    try {
      BrokenPoolException why = desk.broken;
      if (why != null) {
        throw new BrokenPoolException(String.valueOf(why.getMessage()), why.getCause());
      }
      if (desk.shut) {
        throw new RejectedExecutionException(
            "the pool " + desk.name + " takes no more calls: it was shut down");
      }
      desk.jobs.add(job);
      desk.tally.opened(job);
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public boolean submit(Chunk chunk, @Nullable Throwable[] failures) {
    desk.lock.lock();
    try {
      Job job = chunk.job;
      if (job.isOver) {
        return false;
      }
      job.submitted += chunk.count;
      desk.tally.submitted(chunk);
      for (int i = 0; i < chunk.count; i++) {
        Throwable failure = failures[i];
        if (failure != null) {
          chunk.skip(i);
          desk.tell(job, chunk.first + i, Answer.failure(failure));
        }
      }
      if (!desk.jobs.contains(job)) {
        // It has ended with that: nothing of it could be sent.
        return true;
      }
      boolean others = !desk.backlog.isEmpty();
      desk.backlog.add(chunk);
      long now = System.nanoTime();
      desk.crew.wanted();
      if (!others) {
        desk.dispatch(now);
      }
      if (desk.crew.isShort(desk.backlog.size(), desk.shut, now)) {
        desk.wakeBy(now);
      }
      return true;
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public void cancel(Job job, Throwable how, boolean endWorkers) {
    desk.lock.lock();
    try {
      if (desk.jobs.contains(job) && !job.isOver) {
        long now = System.nanoTime();
        desk.endJob(job, how, endWorkers, now);
        desk.dispatch(now);
        desk.wakeBy(now);
      }
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public void ended(Job job) {
    desk.lock.lock();
    try {
      desk.jobs.remove(job);
      for (Worker worker : desk.crew.all()) {
        worker.forget(job);
      }
      if (desk.shut && desk.jobs.isEmpty()) {
        desk.wakeBy(System.nanoTime());
      }
    } finally {
      desk.lock.unlock();
    }
  }

  // The end.

  @Override
  public void shutdown() {
    desk.lock.lock();
    try {
      if (!desk.shut) {
        desk.shut = true;
        desk.cutJobs();
        desk.wakeBy(System.nanoTime());
      }
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public List<Job> shutdownNow() {
    return endAll(" was shut down", false);
  }

  @Override
  public void terminate() {
    endAll(" was terminated", true);
  }

  private List<Job> endAll(String why, boolean kill) {
    desk.lock.lock();
    try {
      return desk.endAll(new CancellationException("the pool " + desk.name + why), kill);
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public boolean isShutdown() {
    desk.lock.lock();
    try {
      return desk.shut;
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public boolean isTerminated() {
    desk.lock.lock();
    try {
      return desk.isTerminated;
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public boolean awaitEnd(long nanos) throws InterruptedException {
    long left = nanos;
    desk.lock.lockInterruptibly();
    try {
      while (!desk.isTerminated) {
        if (left <= 0) {
          return false;
        }
        left = desk.terminated.awaitNanos(left);
      }
      return true;
    } finally {
      desk.lock.unlock();
    }
  }

  // What it is like.

  @Override
  public int processes() {
    return desk.crew.processes();
  }

  @Override
  public void resize(int processes) {
    desk.lock.lock();
    try {
      desk.crew.resize(processes);
      desk.wakeBy(System.nanoTime());
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public List<PoolWorker> workers() {
    desk.lock.lock();
    try {
      return desk.crew.snapshot();
    } finally {
      desk.lock.unlock();
    }
  }

  @Override
  public PoolProgress progress() {
    desk.lock.lock();
    try {
      return desk.tally.progress(desk.crew.ready());
    } finally {
      desk.lock.unlock();
    }
  }
}
