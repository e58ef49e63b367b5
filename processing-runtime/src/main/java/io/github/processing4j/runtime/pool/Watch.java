package io.github.processing4j.runtime.pool;

import io.github.processing4j.TaskTimeoutException;
import io.github.processing4j.runtime.process.ProgramEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to what is due in a pool: workers to launch, to let go and to kill, calls whose time is up, chunks
 * behind one that takes long. For the collector.
 */
final class Watch {
  /** A worker sends results together: those of so long ago are not waited for if the next takes longer. */
  private static final long HELD_BACK_NANOS = 2_000_000;

  private final Desk desk;
  private final Foreman foreman;

  /**
   * A watch.
   *
   * @param foreman who hears of the workers that it launches
   */
  Watch(Desk desk, Foreman foreman) {
    this.desk = desk;
    this.foreman = foreman;
  }

  /**
   * Sees to all that is due.
   *
   * @param toDo takes the workers that are to be started or signalled, not under the lock
   * @return until when there is nothing to do, if nobody tells anything; null if all has ended
   */
  @Nullable Long look(List<Worker> toDo) {
    desk.lock.lock();
    try {
      long now = System.nanoTime();
      desk.wakeNanos = now + Collector.LONGEST_NANOS;
      for (Worker worker : desk.crew.all()) {
        look(worker, now, toDo);
      }
      desk.dispatch(now);
      boolean over = desk.shut && desk.jobs.isEmpty();
      Worker superfluous = desk.crew.superfluous(over, now, desk.limits.idleNanos());
      while (superfluous != null) {
        desk.backlog.putBack(superfluous.takeBack());
        if (superfluous.state == Worker.State.STARTING) {
          desk.endWorker(superfluous, now);
          if (!desk.crew.initializes()) {
            // Nothing of the program has run there.
            superfluous.killNanos = now;
          }
        } else {
          desk.retire(superfluous);
        }
        desk.wakeNanos = now;
        superfluous = desk.crew.superfluous(over, now, desk.limits.idleNanos());
      }
      if (over && desk.crew.isEmpty()) {
        desk.isTerminated = true;
        desk.terminated.signalAll();
        return null;
      }
      if (!over && ProgramEnd.isShutdown() && desk.crew.isEmpty()) {
        // A hook may wait for what nobody will run.
        desk.endAll(
            new CancellationException("the pool " + desk.name + " ends with its JVM"), false);
        desk.wakeNanos = now;
        return desk.wakeNanos;
      }
      if (!over && !ProgramEnd.hasBegun()) {
        if (desk.crew.isShort(desk.backlog.size(), desk.shut, now)) {
          toDo.add(desk.crew.add(desk.hire.hire(foreman, desk.crew.nextId())));
        }
        lookAgain(desk.crew.nextLaunch(desk.wakeNanos, desk.backlog.size(), desk.shut));
      }
      lookAgain(desk.crew.nextIdleEnd(desk.wakeNanos, desk.limits.idleNanos()));
      return desk.wakeNanos;
    } finally {
      desk.lock.unlock();
    }
  }

  private void look(Worker worker, long now, List<Worker> toDo) {
    if (worker.state == Worker.State.ENDING) {
      boolean kill = worker.killNanos - now <= 0;
      if (kill) {
        // On a thread that does not listen it may be in vain for long.
        worker.killNanos = now + Collector.GRACE_NANOS;
      }
      if (worker.process() != null && (kill || !worker.signalled)) {
        worker.isKillDue = kill;
        toDo.add(worker);
      }
      lookAgain(worker.killNanos);
      return;
    }
    if (worker.given.size() > 1) {
      if (worker.stuckNanos() - now <= 0) {
        worker.wasStuck(now);
        desk.backlog.putBack(worker.takeBack());
      } else {
        lookAgain(worker.stuckNanos());
      }
    }
    if (worker.mayHoldBack()) {
      long due = worker.progressNanos() + HELD_BACK_NANOS;
      if (due - now <= 0) {
        worker.tellHeldBack();
      } else {
        lookAgain(due);
      }
    }
    if (desk.limits.timeoutNanos() > 0 && !worker.given.isEmpty()) {
      long due = worker.begunNanos() + desk.limits.timeoutNanos();
      if (due - now <= 0) {
        expire(worker, now);
      } else {
        lookAgain(due);
      }
    }
  }

  private void lookAgain(long nanos) {
    desk.wakeNanos = Desk.earlier(desk.wakeNanos, nanos);
  }

  private void expire(Worker worker, long now) {
    // Its call is the first that is not answered then.
    worker.tellHeldBack();
    desk.endWorker(worker, now);
    Chunk chunk = worker.given.peekFirst();
    // Else it has just ended, or was never begun, and begins no more.
    if (chunk != null && !chunk.isAnswered() && worker.runs(chunk, chunk.answered)) {
      Duration timeout = Duration.ofNanos(desk.limits.timeoutNanos());
      desk.answer(
          chunk,
          Answer.failure(
              new TaskTimeoutException(
                  "a call ran for longer than "
                      + timeout
                      + " in "
                      + worker.name
                      + ", which was ended; no other call is affected",
                  timeout,
                  worker.name)));
      desk.noteRunning(worker);
    }
    lookAgain(now);
  }
}
