package io.github.processing4j.runtime.pool;

import io.github.processing4j.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hears what the workers of a pool tell, sees to what is due, and launches and ends workers: on a daemon
 * thread that lives as long as the pool does.
 */
final class Collector implements Runnable {
  /** How long a worker that is ended has before it is killed. */
  static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** It looks so often when nothing happens. */
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Foreman foreman;
  private final Watch watch;
  private final Hire hire;

  Collector(Desk desk, Hire hire) {
    foreman = new Foreman(desk);
    watch = new Watch(desk, foreman);
    this.hire = hire;
  }

  @Override
  public void run() {
    try {
      while (goOn()) {
        // One more turn.
      }
    } finally {
      hire.close();
    }
  }

  private boolean goOn() {
    try {
      boolean told = hire.collect(foreman);
      if (foreman.hasEnds()) {
        foreman.handleEnds();
      }
      List<Worker> toDo = new ArrayList<>();
      Long wakeNanos = watch.look(toDo);
      if (wakeNanos == null) {
        return false;
      }
      for (Worker worker : toDo) {
        see(worker);
      }
      if (!told && toDo.isEmpty()) {
        hire.await(wakeNanos - System.nanoTime());
      }
    } catch (RuntimeException | Error e) {
      // A defect, or no memory: those who wait are told rather than left.
      foreman.breakBy(e);
    }
    return true;
  }

  private void see(Worker worker) {
    Process process = worker.process();
    if (process == null) {
      launch(worker);
      return;
    }
    if (!worker.signalled) {
      worker.signalled = true;
      process.stop();
    }
    if (worker.isKillDue) {
      try {
        process.kill();
      } catch (UnsupportedOperationException e) {
        // On a thread nothing is harder than stop.
      }
    }
  }

  private void launch(Worker worker) {
    try {
      worker.start();
    } catch (RuntimeException | Error e) {
      foreman.gone(worker, e);
    }
  }
}
