package io.github.processing4j.runtime.pool;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Hears what the workers of a pool tell, and how they end. Thread-safe. */
final class Foreman {
  private final Desk desk;
  private final ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();

  /** A worker that has ended. */
  private record End(Worker worker, @Nullable Throwable failure) {}

  Foreman(Desk desk) {
    this.desk = desk;
  }

  // What workers tell.

  @Nullable Worker worker(long id) {
    desk.lock.lock();
    try {
      return desk.crew.get(id);
    } finally {
      desk.lock.unlock();
    }
  }

  /** A worker can begin. */
  void ready(Worker worker) {
    desk.lock.lock();
    try {
      if (worker.state == Worker.State.STARTING) {
        long now = System.nanoTime();
        worker.state = Worker.State.READY;
        worker.idleNanos = now;
        desk.crew.succeeded();
        desk.dispatch(now);
        desk.wakeBy(now);
      }
    } finally {
      desk.lock.unlock();
    }
  }

  /**
   * Calls of the first chunk of a worker have ended.
   *
   * @param first the position of the first of them in the chunk
   * @param answers null for an item that was skipped
   */
  void answered(Worker worker, long chunkId, int first, @Nullable Answer[] answers) {
    desk.lock.lock();
    try {
      Chunk chunk = worker.given.peekFirst();
      if (chunk == null || chunk.id != chunkId) {
        return;
      }
      chunk.job.begun = true;
      for (int i = 0; i < answers.length; i++) {
        if (first + i == chunk.answered) {
          Answer answer = answers[i];
          desk.answer(chunk, answer == null ? Answer.value(null) : answer);
        }
      }
      long now = System.nanoTime();
      if (worker.report(first + answers.length, now)) {
        desk.noteRunning(worker);
        desk.dispatch(now);
        if (worker.isIdle()) {
          desk.balance(now);
          if (desk.shut || desk.limits.idleNanos() > 0) {
            desk.wakeBy(now);
          }
        }
      }
    } finally {
      desk.lock.unlock();
    }
  }

  /**
   * A call has told of itself.
   *
   * @param report null where it begins
   */
  void reported(Worker worker, long chunkId, @Nullable Report report) {
    desk.lock.lock();
    try {
      Chunk chunk = worker.given.peekFirst();
      if (chunk != null && chunk.id == chunkId && !chunk.isAnswered()) {
        Long pid = worker.pid();
        chunk.job.reported(pid == null ? 0 : pid, report);
      }
    } finally {
      desk.lock.unlock();
    }
  }

  /** A worker asks to be replaced. */
  void leaving(Worker worker) {
    desk.lock.lock();
    try {
      if (worker.isReady() || worker.state == Worker.State.LEAVING) {
        desk.backlog.putBack(worker.takeBack());
        // It has thrown away what it had taken.
        while (!worker.given.isEmpty()) {
          Chunk chunk = worker.given.removeLast();
          if (!chunk.isAnswered()) {
            desk.backlog.putBack(chunk);
          } else if (worker.given.isEmpty()) {
            // Its job was cancelled while it ran.
            chunk.drop(worker.reported());
          } else {
            chunk.drop(0);
          }
        }
        desk.noteRunning(worker);
        desk.retire(worker);
        long now = System.nanoTime();
        desk.dispatch(now);
        desk.wakeBy(now);
      }
    } finally {
      desk.lock.unlock();
    }
  }

  /** A worker's initializer has failed. */
  void initializerFailed(Worker worker, Throwable failure) {
    desk.lock.lock();
    try {
      desk.breakBy("its initializer failed in " + worker.name + " with " + failure, failure);
    } finally {
      desk.lock.unlock();
    }
  }

  /** A worker has ended. By any thread. */
  void gone(Worker worker, @Nullable Throwable failure) {
    ends.add(new End(worker, failure));
    desk.hire.wake();
  }

  /** Something of ours has failed that should not. */
  void breakBy(Throwable failure) {
    desk.lock.lock();
    try {
      desk.breakBy("it failed by itself with " + failure, failure);
    } finally {
      desk.lock.unlock();
    }
  }

  // Ends of workers. For the collector.

  boolean hasEnds() {
    return !ends.isEmpty();
  }

  /** Handles the ends of workers. */
  void handleEnds() {
    for (End end = ends.peek(); end != null; end = ends.peek()) {
      Worker worker = end.worker();
      if (end.failure() == null && worker.isYetToExit()) {
        // Its main thread has returned; its hooks may run.
        ends.remove();
        continue;
      }
      // What it has told before is there.
      while (desk.hire.collect(this)) {
        Thread.onSpinWait();
      }
      // Not before: that may throw.
      ends.remove();
      desk.lock.lock();
      try {
        handle(worker, end.failure());
      } finally {
        desk.lock.unlock();
      }
      worker.release();
    }
  }

  private void handle(Worker worker, @Nullable Throwable failure) {
    Worker.State before = worker.state;
    if (before == Worker.State.GONE) {
      return;
    }
    worker.salvage();
    List<Chunk> back = worker.takeBack();
    worker.state = Worker.State.GONE;
    desk.crew.remove(worker);
    desk.backlog.putBack(back);
    // It takes the next when it has told all of the one before: only the first may have begun.
    while (!worker.given.isEmpty()) {
      Chunk chunk = worker.given.removeLast();
      if (worker.given.isEmpty()) {
        died(chunk, worker, failure);
      } else if (chunk.isAnswered()) {
        // Its job was cancelled; nobody would tell of it again.
        chunk.drop(0);
      } else {
        desk.backlog.putBack(chunk);
      }
    }
    desk.noteRunning(worker);
    long now = System.nanoTime();
    if (before == Worker.State.STARTING
        && desk.broken == null
        && !(desk.shut && desk.jobs.isEmpty())) {
      String why = desk.crew.failed(failure, Deaths.exitCode(failure), now);
      if (why != null) {
        desk.breakBy(why + ": " + Deaths.inWords(worker, failure), failure);
      }
    }
    desk.dispatch(now);
  }

  /** The item that ran fails, if it was not answered before; those after it have not begun. */
  private void died(Chunk chunk, Worker worker, @Nullable Throwable failure) {
    while (!chunk.isAnswered() && chunk.isSkipped(chunk.answered)) {
      chunk.answered++;
    }
    if (!chunk.isAnswered() && worker.hasBegun(chunk, chunk.answered)) {
      chunk.job.begun = true;
      desk.answer(chunk, Answer.failure(Deaths.of(worker, failure)));
    }
    if (chunk.isAnswered()) {
      chunk.drop(worker.reported() + 1);
    } else {
      desk.backlog.putBack(chunk);
    }
  }
}
