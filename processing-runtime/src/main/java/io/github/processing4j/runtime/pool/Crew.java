package io.github.processing4j.runtime.pool;

import io.github.processing4j.PoolWorker;
import io.github.processing4j.ProcessDiedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool: how many there are to be, and which is to have the next chunk. Guarded by the
 * lock of the {@link Desk}.
 */
final class Crew {
  /** So many workers in a row that end by themselves before they are ready break a pool. */
  private static final int MAX_FAILURES = 3;

  /** So many that a signal has ended do, where no initializer can have sent it. */
  private static final int MAX_KILLED = 16;

  private static final long MIN_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long MAX_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_DOUBLINGS = 7;

  private final Map<Long, Worker> workers = new LinkedHashMap<>();
  private final boolean initializes;

  /** Whether workers are launched when there is something for them only. */
  private final boolean onDemand;

  /** Also read without the lock. */
  private volatile int processes;

  private int running;
  private boolean wanted;
  private long lastId;
  private int failures;
  private int killed;
  private long launchNanos;

  /**
   * A crew without workers.
   *
   * @param lazy whether there are none before the first call
   * @param onDemand whether there are no more than there are calls
   */
  Crew(int processes, boolean initializes, boolean lazy, boolean onDemand) {
    this.processes = processes;
    this.initializes = initializes;
    this.onDemand = onDemand;
    this.wanted = !lazy;
    this.launchNanos = System.nanoTime();
  }

  int processes() {
    return processes;
  }

  void resize(int newProcesses) {
    processes = newProcesses;
  }

  /** Whether workers run something of the program before their first call. */
  boolean initializes() {
    return initializes;
  }

  /** There is something for workers to do. */
  void wanted() {
    wanted = true;
  }

  long nextId() {
    return ++lastId;
  }

  Worker add(Worker worker) {
    workers.put(worker.id, worker);
    return worker;
  }

  void remove(Worker worker) {
    workers.remove(worker.id);
  }

  @Nullable Worker get(long id) {
    return workers.get(id);
  }

  /** All of them, in a list that stays as it is. */
  List<Worker> all() {
    return new ArrayList<>(workers.values());
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  /** Whether a worker is to be launched. */
  boolean isShort(int waiting, boolean ends, long now) {
    return wanted && count() < needed(waiting, ends) && launchNanos - now <= 0;
  }

  private int needed(int waiting, boolean ends) {
    return onDemand || ends ? Math.min(processes, busy() + waiting) : processes;
  }

  private int count() {
    int count = 0;
    for (Worker worker : workers.values()) {
      if (worker.counts()) {
        count++;
      }
    }
    return count;
  }

  int busy() {
    int busy = 0;
    for (Worker worker : workers.values()) {
      if (worker.counts() && !worker.given.isEmpty()) {
        busy++;
      }
    }
    return busy;
  }

  int ready() {
    int ready = 0;
    for (Worker worker : workers.values()) {
      if (worker.isReady()) {
        ready++;
      }
    }
    return ready;
  }

  /** How many run a call that somebody waits for, also of those that are to end. */
  int running() {
    return running;
  }

  /** Counts whether this one runs a call; whether that has changed. */
  boolean noteRunning(Worker worker) {
    boolean runs = worker.isRunning();
    if (runs == worker.noted) {
      return false;
    }
    worker.noted = runs;
    running += runs ? 1 : -1;
    return true;
  }

  /** The one that is to have the next chunk: the last that became idle, or one that runs short ones. */
  @Nullable Worker pick(Chunk chunk, int maxCalls) {
    Worker best = null;
    for (Worker worker : workers.values()) {
      if (worker.isReady()
          && worker.room() > 0
          && mayHave(worker, chunk, maxCalls)
          && (best == null || isBetter(worker, best))) {
        best = worker;
      }
    }
    return best;
  }

  private static boolean mayHave(Worker worker, Chunk chunk, int maxCalls) {
    return maxCalls == 0
        || worker.callsGiven() == 0
        || worker.callsGiven() + chunk.left() <= maxCalls;
  }

  private static boolean isBetter(Worker a, Worker b) {
    if (a.given.size() != b.given.size()) {
      return a.given.size() < b.given.size();
    }
    return a.given.isEmpty() && a.idleNanos - b.idleNanos > 0;
  }

  /** An idle one that has had too many calls to have the next chunk too; or null. */
  @Nullable Worker spent(Chunk chunk, int maxCalls) {
    for (Worker worker : workers.values()) {
      if (worker.isIdle() && !mayHave(worker, chunk, maxCalls)) {
        return worker;
      }
    }
    return null;
  }

  /**
   * One that is to end: there are too many, or it was idle for too long; or null.
   *
   * @param over whether there will be nothing to do any more
   */
  @Nullable Worker superfluous(boolean over, long now, long idleNanos) {
    Worker candidate = null;
    for (Worker worker : workers.values()) {
      if (worker.isIdle() && idleNanos > 0 && now - worker.idleNanos >= idleNanos) {
        return worker;
      }
      if (worker.counts() && (candidate == null || worker.isIdle())) {
        candidate = worker;
      }
    }
    return over || count() > processes ? candidate : null;
  }

  /** When a worker is to be launched, if that is before {@code end}. */
  long nextLaunch(long end, int waiting, boolean ends) {
    return wanted && count() < needed(waiting, ends) ? Desk.earlier(end, launchNanos) : end;
  }

  /** When the first of them has been idle for too long, if that is before {@code end}. */
  long nextIdleEnd(long end, long idleNanos) {
    long next = end;
    for (Worker worker : workers.values()) {
      if (idleNanos > 0 && worker.isIdle()) {
        next = Desk.earlier(next, worker.idleNanos + idleNanos);
      }
    }
    return next;
  }

  /** A worker is ready. */
  void succeeded() {
    failures = 0;
    killed = 0;
  }

  /**
   * A worker has ended before it was ready.
   *
   * @return why the pool cannot go on, or null if it is to try again
   */
  @Nullable String failed(@Nullable Throwable failure, @Nullable Integer exitCode, long now) {
    boolean bySignal = exitCode != null && exitCode < 0;
    int doublings = Math.min(failures + killed, MAX_DOUBLINGS);
    launchNanos = now + Math.min(MAX_DELAY_NANOS, MIN_DELAY_NANOS << doublings);
    if (bySignal) {
      killed++;
    } else {
      failures++;
    }
    if (initializes && !bySignal && failure instanceof ProcessDiedException) {
      return "its initializer ends its workers";
    }
    boolean tooMany =
        failures >= MAX_FAILURES || killed >= (initializes ? MAX_FAILURES : MAX_KILLED);
    return tooMany && ready() == 0
        ? (failures + killed)
            + " workers in a row ended before "
            + (initializes ? "their initializer was done" : "they could begin")
        : null;
  }

  List<PoolWorker> snapshot() {
    List<PoolWorker> all = new ArrayList<>();
    for (Worker worker : workers.values()) {
      all.add(worker.snapshot());
    }
    return all;
  }
}
