package io.github.processing4j.runtime.pool;

import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.TaskTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
final class Dispatcher {
  /** A source of chunks that is to be cut off when the pool is shut down. */
  interface Source {
    /** Takes no more; under the lock. */
    void cut();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Backlog backlog = new Backlog();
  private final Set<Source> sources = new LinkedHashSet<>();
  private final ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();

  private final String poolName;
  private final Hire hire;
  private final Crew crew;
  private final Tally tally;
  private final int maxCalls;
  private final long timeoutNanos;
  private final long idleTimeoutNanos;

  /** Calls that were submitted and not answered. */
  private long open;

  private boolean shut;
  private boolean terminated;
  private @Nullable BrokenPoolException broken;

  /** When the collector looks by itself next. */
  private long wakeNanos;

  /** A worker that is gone. */
  private record End(Worker worker, @Nullable Throwable failure) {}

  /**
   * A dispatcher without workers.
   *
   * @param maxCalls after which a worker is replaced, 0 for no limit
   * @param timeoutNanos how long a call may run, 0 for no limit
   * @param idleTimeoutNanos how long a worker may be idle, 0 for no limit
   * @param lazy whether workers are launched for the first call only
   */
  Dispatcher(
      String poolName,
      Hire hire,
      Tally tally,
      int processes,
      int maxCalls,
      long timeoutNanos,
      long idleTimeoutNanos,
      boolean lazy) {
    this.poolName = poolName;
    this.hire = hire;
    this.tally = tally;
    this.maxCalls = maxCalls;
    this.timeoutNanos = timeoutNanos;
    this.idleTimeoutNanos = idleTimeoutNanos;
    this.crew = new Crew(poolName, processes, lazy);
  }

  // For those who submit. Never waits.

  /**
   * Takes a chunk, and gives it to a worker as soon as there is one.
   *
   * @throws RejectedExecutionException if the pool takes no more
   * @throws BrokenPoolException if the pool is broken
   */
  void submit(Chunk chunk) {
    lock.lock();
    try {
      requireOpen();
      int calls = chunk.unanswered();
      open += calls;
      tally.submitted(calls);
      boolean others = !backlog.isEmpty();
      backlog.add(chunk);
      long now = System.nanoTime();
      if (!others) {
        dispatch(now);
      }
      crew.wanted();
      if (crew.isShort(backlog.size(), now)) {
        wakeBy(now);
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (broken != null) {
      throw new BrokenPoolException(broken.getMessage(), broken.getCause());
    }
    if (shut) {
      throw new RejectedExecutionException(
          "the pool " + poolName + " takes no more calls: it was shut down");
    }
  }

  /** Gives what waits to those who have room. */
  private void dispatch(long now) {
    for (Chunk next = backlog.peek(); next != null; next = backlog.peek()) {
      Worker worker = crew.pick(next, maxCalls);
      if (worker == null) {
        return;
      }
      backlog.removeFirst();
      give(worker, next, now);
    }
  }

  private void give(Worker worker, Chunk chunk, long now) {
    try {
      worker.give(chunk, now);
    } catch (RuntimeException | Error e) {
      // There is no room for it, anywhere; or it is too large.
      worker.given.removeLast();
      failRest(chunk, e);
      return;
    }
    if (maxCalls > 0 && worker.callsGiven() >= maxCalls) {
      retire(worker);
    }
    if (worker.given.size() > 1) {
      wakeBy(worker.stuckNanos());
    }
    if (timeoutNanos > 0) {
      wakeBy(worker.progressNanos() + timeoutNanos);
    }
  }

  /** Has the collector look at that time at the latest. */
  private void wakeBy(long nanos) {
    if (nanos - wakeNanos < 0) {
      wakeNanos = nanos;
      hire.wake();
    }
  }

  private void answer(Chunk chunk, int index, Answer answer) {
    chunk.answered = index + 1;
    if (chunk.isSkipped(index)) {
      return;
    }
    open--;
    tally.ended(answer);
    chunk.job.answered(chunk.first + index, answer);
  }

  private void failRest(Chunk chunk, Throwable failure) {
    Answer answer = Answer.failure(failure);
    while (chunk.answered < chunk.count) {
      answer(chunk, chunk.answered, answer);
    }
    chunk.drop();
  }

  /**
   * Answers all that is left of a job with a {@link CancellationException}. What has not begun never
   * begins.
   *
   * @param endWorkers whether workers that run something of it are ended; else they go on for nobody
   */
  void cancel(Job job, boolean endWorkers) {
    lock.lock();
    try {
      long now = System.nanoTime();
      CancellationException why = new CancellationException("the call was cancelled");
      for (Chunk chunk : backlog.remove(job)) {
        failRest(chunk, why);
      }
      for (Worker worker : crew.all()) {
        cancel(job, worker, why, endWorkers, now);
      }
      dispatch(now);
      wakeBy(now);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Job job, Worker worker, Throwable why, boolean endWorkers, long now) {
    if (!worker.has(job)) {
      return;
    }
    List<Chunk> others = new ArrayList<>();
    for (Chunk chunk : worker.takeBack()) {
      if (chunk.job == job) {
        failRest(chunk, why);
      } else {
        others.add(chunk);
      }
    }
    backlog.putBack(others);
    Chunk first = worker.given.peekFirst();
    if (first != null && first.job == job && first.answered < first.count) {
      failRest(first, why);
      if (endWorkers) {
        end(worker, now);
      }
    }
  }

  /** No more chunks of this job will come, and all are answered: workers may forget its function. */
  void ended(Job job) {
    lock.lock();
    try {
      for (Worker worker : crew.all()) {
        worker.forget(job);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes a source that is to be cut off.
   *
   * @throws RejectedExecutionException if the pool takes no more
   * @throws BrokenPoolException if the pool is broken
   */
  void add(Source source) {
    lock.lock();
    try {
      requireOpen();
      sources.add(source);
    } finally {
      lock.unlock();
    }
  }

  /** A source has ended. */
  void remove(Source source) {
    lock.lock();
    try {
      sources.remove(source);
    } finally {
      lock.unlock();
    }
  }

  // The end.

  /** Takes no more; workers end when all is answered. */
  void shutdown() {
    lock.lock();
    try {
      shut = true;
      cutSources();
      wakeBy(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private void cutSources() {
    List<Source> all = new ArrayList<>(sources);
    sources.clear();
    for (Source source : all) {
      source.cut();
    }
  }

  /**
   * Takes no more, cancels all, and ends the workers.
   *
   * @param kill whether they are killed at once
   * @return what no worker has begun
   */
  List<Chunk> terminate(boolean kill) {
    lock.lock();
    try {
      long now = System.nanoTime();
      shut = true;
      cutSources();
      CancellationException why =
          new CancellationException("the pool " + poolName + " was terminated");
      List<Chunk> unbegun = failAll(why);
      for (Worker worker : crew.all()) {
        end(worker, now);
        if (kill) {
          worker.killNanos = now;
        }
      }
      wakeBy(now);
      return unbegun;
    } finally {
      lock.unlock();
    }
  }

  private List<Chunk> failAll(Throwable why) {
    for (Worker worker : crew.all()) {
      backlog.putBack(worker.takeBack());
    }
    List<Chunk> unbegun = backlog.removeAll();
    for (Chunk chunk : unbegun) {
      failRest(chunk, why);
    }
    for (Worker worker : crew.all()) {
      for (Chunk chunk : worker.given) {
        failRest(chunk, why);
      }
    }
    return unbegun;
  }

  boolean isShutdown() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }

  boolean isTerminated() {
    lock.lock();
    try {
      return terminated;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all workers have ended. Blocks; interruptible.
   *
   * @param nanos at most so long
   * @return whether they have
   */
  boolean awaitTermination(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!terminated) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  // What it is like.

  /** How many workers there are meant to be. */
  int processes() {
    lock.lock();
    try {
      return crew.processes();
    } finally {
      lock.unlock();
    }
  }

  void resize(int processes) {
    lock.lock();
    try {
      crew.resize(processes);
      wakeBy(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  List<PoolWorker> workers() {
    lock.lock();
    try {
      return crew.snapshot();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls run. */
  int running() {
    lock.lock();
    try {
      return crew.busy();
    } finally {
      lock.unlock();
    }
  }

  /** How many workers can run a call. */
  int ready() {
    lock.lock();
    try {
      return crew.ready();
    } finally {
      lock.unlock();
    }
  }

  // What workers tell.

  /** A worker can begin. */
  void ready(Worker worker) {
    lock.lock();
    try {
      if (worker.state == Worker.State.STARTING) {
        long now = System.nanoTime();
        worker.state = Worker.State.READY;
        worker.idleNanos = now;
        crew.succeeded();
        dispatch(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls of the first chunk of a worker have ended.
   *
   * @param first the position of the first of them in the chunk
   * @param answers null for an item that was skipped
   */
  void answered(Worker worker, long chunkId, int first, @Nullable Answer[] answers) {
    lock.lock();
    try {
      Chunk chunk = worker.given.peekFirst();
      if (chunk == null || chunk.id != chunkId) {
        return;
      }
      for (int i = 0; i < answers.length; i++) {
        Answer answer = answers[i];
        if (first + i >= chunk.answered) {
          answer(chunk, first + i, answer == null ? Answer.value(null) : answer);
        }
      }
      long now = System.nanoTime();
      if (worker.report(first + answers.length, now) != null) {
        dispatch(now);
        if (worker.isIdle()) {
          balance(now);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives one that is free what another has ahead, if that is slow. */
  private void balance(long now) {
    for (Worker worker : crew.all()) {
      if (worker.isSlow()) {
        backlog.putBack(worker.takeBack());
        dispatch(now);
        return;
      }
    }
  }

  /** A worker asks to be replaced. */
  void leaving(Worker worker) {
    lock.lock();
    try {
      if (worker.state == Worker.State.READY) {
        backlog.putBack(worker.takeBack());
        retire(worker);
        dispatch(System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  /** A worker's initializer has failed. */
  void initializerFailed(Worker worker, Throwable failure) {
    lock.lock();
    try {
      breakWith("its initializer failed in " + worker.name + ": " + failure, failure);
    } finally {
      lock.unlock();
    }
  }

  /** A worker has ended. Never waits; by any thread. */
  void gone(Worker worker, @Nullable Throwable failure) {
    ends.add(new End(worker, failure));
    hire.wake();
  }

  // For the collector.

  /** Whether workers have ended whose ends were not handled. */
  boolean hasEnds() {
    return !ends.isEmpty();
  }

  /** Handles the ends of workers. What they have told was handled before. */
  void handleEnds() {
    for (End end = ends.poll(); end != null; end = ends.poll()) {
      // What it told between the last look and its end.
      hire.collect(this);
      handle(end.worker(), end.failure());
      end.worker().release();
    }
  }

  private void handle(Worker worker, @Nullable Throwable failure) {
    lock.lock();
    try {
      if (worker.state == Worker.State.GONE) {
        return;
      }
      worker.salvage();
      List<Chunk> back = worker.takeBack();
      Chunk running = worker.given.pollFirst();
      Worker.State before = worker.state;
      worker.state = Worker.State.GONE;
      crew.remove(worker);
      backlog.putBack(back);
      if (running != null) {
        fail(running, worker, failure);
      }
      if (before == Worker.State.STARTING) {
        failedStart(worker, failure);
      }
      long now = System.nanoTime();
      dispatch(now);
    } finally {
      lock.unlock();
    }
  }

  /** The item that ran fails; those after it have not begun. */
  private void fail(Chunk chunk, Worker worker, @Nullable Throwable failure) {
    int item = Math.max(chunk.answered, worker.reported());
    while (chunk.answered < chunk.count && chunk.answered < item) {
      answer(chunk, chunk.answered, Answer.failure(Deaths.of(worker, failure)));
    }
    while (chunk.answered < chunk.count && chunk.isSkipped(chunk.answered)) {
      chunk.answered++;
    }
    if (chunk.answered < chunk.count && worker.reported() >= chunk.answered) {
      answer(chunk, chunk.answered, Answer.failure(Deaths.of(worker, failure)));
    }
    if (chunk.answered < chunk.count) {
      backlog.putBack(chunk);
    }
  }

  private void failedStart(Worker worker, @Nullable Throwable failure) {
    if (shut && open == 0) {
      return;
    }
    String why = crew.failed(Deaths.exitCode(failure), System.nanoTime());
    if (why != null) {
      breakWith(why + ": " + Deaths.inWords(worker, failure), failure);
    }
  }

  /** Something of ours has failed that should not. */
  void breakWith(Throwable failure) {
    lock.lock();
    try {
      breakWith("it failed by itself: " + failure, failure);
    } finally {
      lock.unlock();
    }
  }

  private void breakWith(String why, @Nullable Throwable cause) {
    if (broken != null) {
      return;
    }
    broken = new BrokenPoolException("the pool " + poolName + " is broken: " + why, cause);
    shut = true;
    cutSources();
    failAll(broken);
    long now = System.nanoTime();
    for (Worker worker : crew.all()) {
      end(worker, now);
    }
    wakeBy(now);
  }

  private void retire(Worker worker) {
    worker.state = Worker.State.LEAVING;
    try {
      worker.retire();
    } catch (RuntimeException | Error e) {
      // It cannot even be told.
      end(worker, System.nanoTime());
    }
  }

  private void end(Worker worker, long now) {
    if (worker.state != Worker.State.ENDING && worker.state != Worker.State.GONE) {
      backlog.putBack(worker.takeBack());
      worker.state = Worker.State.ENDING;
      worker.killNanos = now + Collector.GRACE_NANOS;
    }
    wakeBy(now);
  }

  /**
   * Sees to all that is due.
   *
   * @param toDo takes the workers that are to be started or signalled, not under the lock
   * @return until when there is nothing to do by itself; 0 if all has ended
   */
  long look(List<Worker> toDo) {
    lock.lock();
    try {
      long now = System.nanoTime();
      wakeNanos = now + Collector.LONGEST_NANOS;
      for (Worker worker : crew.all()) {
        look(worker, now);
      }
      dispatch(now);
      crew.trim(now, idleTimeoutNanos, this::retire);
      if (shut && open == 0 && backlog.isEmpty()) {
        crew.retireIdle(this::retire);
      }
      addToSignal(toDo, now);
      boolean launches = !shut || open > 0;
      if (launches && broken == null && crew.isShort(backlog.size(), now)) {
        toDo.add(crew.add(hire.hire(this, crew.nextId())));
        wakeNanos = now;
      }
      wakeNanos = crew.nextLook(wakeNanos, backlog.size(), now, idleTimeoutNanos);
      if (shut && open == 0 && crew.isEmpty()) {
        terminated = true;
        changed.signalAll();
        return 0;
      }
      return wakeNanos == 0 ? 1 : wakeNanos;
    } finally {
      lock.unlock();
    }
  }

  private void look(Worker worker, long now) {
    if (worker.given.isEmpty()) {
      return;
    }
    if (worker.given.size() > 1 && worker.isReady()) {
      if (worker.stuckNanos() - now <= 0) {
        worker.wasStuck(now);
        backlog.putBack(worker.takeBack());
      } else {
        wakeNanos = earlier(wakeNanos, worker.stuckNanos());
      }
    }
    boolean runs = worker.state == Worker.State.READY || worker.state == Worker.State.LEAVING;
    if (timeoutNanos > 0 && runs && !worker.given.isEmpty()) {
      long due = worker.progressNanos() + timeoutNanos;
      if (due - now <= 0) {
        expire(worker, now);
      } else {
        wakeNanos = earlier(wakeNanos, due);
      }
    }
  }

  private void expire(Worker worker, long now) {
    Chunk chunk = worker.given.getFirst();
    if (chunk.answered < chunk.count && chunk.answered == worker.reported()) {
      Duration timeout = Duration.ofNanos(timeoutNanos);
      answer(
          chunk,
          chunk.answered,
          Answer.failure(
              new TaskTimeoutException(
                  "a call ran for longer than " + timeout + " in " + worker.name + ", which was ended",
                  timeout,
                  worker.name)));
    }
    end(worker, now);
  }

  private void addToSignal(List<Worker> toDo, long now) {
    for (Worker worker : crew.all()) {
      if (worker.state == Worker.State.ENDING) {
        if (!worker.signalled || worker.killNanos - now <= 0) {
          toDo.add(worker);
        }
        wakeNanos =
            earlier(
                wakeNanos,
                worker.killNanos - now > 0
                    ? worker.killNanos
                    : now + TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }
}
