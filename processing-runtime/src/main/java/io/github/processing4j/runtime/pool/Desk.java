package io.github.processing4j.runtime.pool;

import io.github.processing4j.BrokenPoolException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a pool has to do and who does it: what {@link Dispatcher} and {@link Foreman} both work on.
 *
 * <p>Guarded by its lock, which who calls has taken; nothing waits under it, and nothing of the program
 * runs.
 */
final class Desk {
  /** Orders all of a pool. */
  final ReentrantLock lock = new ReentrantLock();

  final Condition terminated = lock.newCondition();
  final Backlog backlog = new Backlog();

  /** Those that have not ended, oldest first. */
  final Set<Job> jobs = new LinkedHashSet<>();

  final String name;
  final Hire hire;
  final Crew crew;
  final Limits limits;
  final Tally tally;

  /** Whether no more jobs are opened. */
  boolean shut;

  boolean isTerminated;
  @Nullable BrokenPoolException broken;

  /** When the collector looks by itself. */
  long wakeNanos = System.nanoTime();

  /** A pool without jobs and workers. */
  Desk(String name, Hire hire, Crew crew, Limits limits, Tally tally) {
    this.name = name;
    this.hire = hire;
    this.crew = crew;
    this.limits = limits;
    this.tally = tally;
  }

  // Answers.

  void tell(Job job, int index, Answer answer) {
    tally.ended(answer);
    job.answered(index, answer);
  }

  /** Answers the first item of a chunk that is not answered. */
  void answer(Chunk chunk, Answer answer) {
    int item = chunk.answered++;
    if (!chunk.isSkipped(item)) {
      tell(chunk.job, chunk.first + item, answer);
    }
  }

  void answerRest(Chunk chunk, Throwable failure) {
    Answer answer = Answer.failure(failure);
    while (!chunk.isAnswered()) {
      answer(chunk, answer);
    }
  }

  /** Answers what no worker will read. */
  void discard(Chunk chunk, Throwable failure) {
    int from = chunk.answered;
    answerRest(chunk, failure);
    chunk.drop(from);
  }

  // Giving.

  /** Gives what waits to those who have room. */
  void dispatch(long now) {
    for (Chunk next = backlog.peek(); next != null; next = backlog.peek()) {
      Worker worker = crew.pick(next, limits.maxCalls());
      if (worker == null) {
        Worker spent = crew.spent(next, limits.maxCalls());
        if (spent != null) {
          retire(spent);
          wakeBy(now);
        }
        return;
      }
      backlog.removeFirst();
      give(worker, next, now);
    }
  }

  void give(Worker worker, Chunk chunk, long now) {
    try {
      worker.give(chunk, now);
    } catch (RuntimeException | Error e) {
      // There is no room for it anywhere, or it is too large.
      discard(chunk, e);
      return;
    }
    noteRunning(worker);
    if (limits.maxCalls() > 0 && worker.callsGiven() >= limits.maxCalls()) {
      retire(worker);
      wakeBy(now);
    }
    if (worker.given.size() > 1) {
      wakeBy(worker.stuckNanos());
    }
    if (limits.timeoutNanos() > 0) {
      wakeBy(worker.progressNanos() + limits.timeoutNanos());
    }
  }

  void noteRunning(Worker worker) {
    if (crew.noteRunning(worker)) {
      tally.running(crew.running());
    }
  }

  /** Has the collector look at that time at the latest. */
  void wakeBy(long nanos) {
    if (nanos - wakeNanos < 0 && !isTerminated) {
      wakeNanos = nanos;
      hire.wake();
    }
  }

  /** Gives one that is idle what another has ahead, if that is slow. */
  void balance(long now) {
    for (Worker worker : crew.all()) {
      if (worker.isReady() && worker.isSlow()) {
        backlog.putBack(worker.takeBack());
        dispatch(now);
        return;
      }
    }
  }

  // Ends.

  /** Nothing more of this job runs. */
  void endJob(Job job, Throwable why, boolean endWorkers, long now) {
    job.isOver = true;
    job.over(why);
    for (Chunk chunk : backlog.remove(job)) {
      discard(chunk, why);
    }
    for (Worker worker : crew.all()) {
      if (worker.has(job)) {
        endJob(job, worker, why, endWorkers, now);
      }
    }
    answerUnsubmitted(job, why);
  }

  void endJob(Job job, Worker worker, Throwable why, boolean endWorkers, long now) {
    List<Chunk> others = new ArrayList<>();
    for (Chunk chunk : worker.takeBack()) {
      if (chunk.job == job) {
        discard(chunk, why);
      } else {
        others.add(chunk);
      }
    }
    backlog.putBack(others);
    for (Chunk chunk : List.copyOf(worker.given)) {
      if (chunk.job == job && !chunk.isAnswered()) {
        answerRest(chunk, why);
        worker.cut(chunk);
        if (endWorkers) {
          endWorker(worker, now);
        }
      }
    }
    noteRunning(worker);
  }

  void answerUnsubmitted(Job job, Throwable why) {
    Answer answer = Answer.failure(why);
    while (job.submitted < job.calls) {
      tell(job, job.submitted++, answer);
    }
  }

  void cutJobs() {
    for (Job job : new ArrayList<>(jobs)) {
      job.cut();
    }
  }

  void breakBy(String why, @Nullable Throwable cause) {
    if (broken == null) {
      broken = new BrokenPoolException("the pool " + name + " is broken: " + why, cause);
      endAll(broken, false);
    }
  }

  /**
   * Ends all jobs and all workers.
   *
   * @return those jobs of which nothing had begun
   */
  List<Job> endAll(Throwable why, boolean kill) {
    long now = System.nanoTime();
    // Sources are not cut off besides: they are to hear why.
    shut = true;
    for (Worker worker : crew.all()) {
      backlog.putBack(worker.takeBack());
      for (Chunk chunk : worker.given) {
        chunk.job.begun = true;
      }
    }
    List<Job> all = new ArrayList<>();
    List<Job> unbegun = new ArrayList<>();
    for (Job job : new ArrayList<>(jobs)) {
      if (!job.isOver) {
        job.isOver = true;
        job.over(why);
        all.add(job);
        if (!job.begun) {
          unbegun.add(job);
        }
      }
    }
    for (Chunk chunk : backlog.removeAll()) {
      discard(chunk, why);
    }
    for (Worker worker : crew.all()) {
      for (Chunk chunk : List.copyOf(worker.given)) {
        answerRest(chunk, why);
      }
      noteRunning(worker);
    }
    for (Job job : all) {
      answerUnsubmitted(job, why);
    }
    for (Worker worker : crew.all()) {
      endWorker(worker, now);
      if (kill) {
        worker.killNanos = now;
      }
    }
    wakeBy(now);
    return unbegun;
  }

  /** It ends after what it was given. */
  void retire(Worker worker) {
    worker.state = Worker.State.LEAVING;
    try {
      worker.retire();
    } catch (RuntimeException | Error e) {
      // It cannot even be told.
      endWorker(worker, System.nanoTime());
    }
  }

  void endWorker(Worker worker, long now) {
    if (worker.state != Worker.State.ENDING && worker.state != Worker.State.GONE) {
      backlog.putBack(worker.takeBack());
      worker.state = Worker.State.ENDING;
      worker.killNanos = now + Collector.GRACE_NANOS;
      worker.halt();
    }
    wakeBy(now);
  }

  static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }
}
