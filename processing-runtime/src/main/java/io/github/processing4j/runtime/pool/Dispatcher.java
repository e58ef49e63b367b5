package io.github.processing4j.runtime.pool;

import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.PoolListener;
import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.TaskTimeoutException;
import io.github.processing4j.runtime.process.ProgramEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
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
final class Dispatcher implements DispatcherControl {
  /** A worker sends results together: those of so long ago are not waited for if the next takes longer. */
  private static final long HELD_BACK_NANOS = 2_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition terminated = lock.newCondition();
  private final Backlog backlog = new Backlog();

  /** Those that have not ended, oldest first. */
  private final Set<Job> jobs = new LinkedHashSet<>();

  private final ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();

  private final String name;
  private final Hire hire;
  private final Crew crew;
  private final Limits limits;
  private final Tally tally;

  private boolean shut;
  private boolean isTerminated;
  private @Nullable BrokenPoolException broken;

  /** When the collector looks by itself. */
  private long wakeNanos = System.nanoTime();

  /** A worker that has ended. */
  private record End(Worker worker, @Nullable Throwable failure) {}

  /** A dispatcher without workers. */
  Dispatcher(
      String name,
      Hire hire,
      Crew crew,
      Limits limits,
      Callbacks callbacks,
      @Nullable PoolListener listener) {
    this.name = name;
    this.hire = hire;
    this.crew = crew;
    this.limits = limits;
    this.tally = new Tally(this, callbacks, listener);
  }

  // Jobs.

  @Override
  public void open(Job job) {
    lock.lock();
    try {
      BrokenPoolException why = broken;
      if (why != null) {
        throw new BrokenPoolException(String.valueOf(why.getMessage()), why.getCause());
      }
      if (shut) {
        throw new RejectedExecutionException(
            "the pool " + name + " takes no more calls: it was shut down");
      }
      jobs.add(job);
      tally.opened(job);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean submit(Chunk chunk, @Nullable Throwable[] failures) {
    lock.lock();
    try {
      Job job = chunk.job;
      if (job.isOver) {
        return false;
      }
      job.submitted += chunk.count;
      tally.submitted(chunk);
      for (int i = 0; i < chunk.count; i++) {
        Throwable failure = failures[i];
        if (failure != null) {
          chunk.skip(i);
          tell(job, chunk.first + i, Answer.failure(failure));
        }
      }
      if (!jobs.contains(job)) {
        // It has ended with that: nothing of it could be sent.
        return true;
      }
      boolean others = !backlog.isEmpty();
      backlog.add(chunk);
      long now = System.nanoTime();
      crew.wanted();
      if (!others) {
        dispatch(now);
      }
      if (crew.isShort(backlog.size(), shut, now)) {
        wakeBy(now);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Job job, int index, Answer answer) {
    tally.ended(answer);
    job.answered(index, answer);
  }

  /** Answers the first item of a chunk that is not answered. */
  private void answer(Chunk chunk, Answer answer) {
    int item = chunk.answered++;
    if (!chunk.isSkipped(item)) {
      tell(chunk.job, chunk.first + item, answer);
    }
  }

  private void answerRest(Chunk chunk, Throwable failure) {
    Answer answer = Answer.failure(failure);
    while (!chunk.isAnswered()) {
      answer(chunk, answer);
    }
  }

  /** Answers what no worker will read. */
  private void discard(Chunk chunk, Throwable failure) {
    int from = chunk.answered;
    answerRest(chunk, failure);
    chunk.drop(from);
  }

  @Override
  public void cancel(Job job, Throwable how, boolean endWorkers) {
    lock.lock();
    try {
      if (jobs.contains(job) && !job.isOver) {
        long now = System.nanoTime();
        end(job, how, endWorkers, now);
        dispatch(now);
        wakeBy(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more of this job runs. */
  private void end(Job job, Throwable why, boolean endWorkers, long now) {
    job.isOver = true;
    job.over(why);
    for (Chunk chunk : backlog.remove(job)) {
      discard(chunk, why);
    }
    for (Worker worker : crew.all()) {
      if (worker.has(job)) {
        end(job, worker, why, endWorkers, now);
      }
    }
    answerUnsubmitted(job, why);
  }

  private void answerUnsubmitted(Job job, Throwable why) {
    Answer answer = Answer.failure(why);
    while (job.submitted < job.calls) {
      tell(job, job.submitted++, answer);
    }
  }

  private void end(Job job, Worker worker, Throwable why, boolean endWorkers, long now) {
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
          end(worker, now);
        }
      }
    }
    noteRunning(worker);
  }

  @Override
  public void ended(Job job) {
    lock.lock();
    try {
      jobs.remove(job);
      for (Worker worker : crew.all()) {
        worker.forget(job);
      }
      if (shut && jobs.isEmpty()) {
        wakeBy(System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  // Giving.

  /** Gives what waits to those who have room. */
  private void dispatch(long now) {
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

  private void give(Worker worker, Chunk chunk, long now) {
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

  private void noteRunning(Worker worker) {
    if (crew.noteRunning(worker)) {
      tally.running(crew.running());
    }
  }

  /** Has the collector look at that time at the latest. */
  private void wakeBy(long nanos) {
    if (nanos - wakeNanos < 0 && !isTerminated) {
      wakeNanos = nanos;
      hire.wake();
    }
  }

  /** Gives one that is idle what another has ahead, if that is slow. */
  private void balance(long now) {
    for (Worker worker : crew.all()) {
      if (worker.isReady() && worker.isSlow()) {
        backlog.putBack(worker.takeBack());
        dispatch(now);
        return;
      }
    }
  }

  // What workers tell.

  @Nullable Worker worker(long id) {
    lock.lock();
    try {
      return crew.get(id);
    } finally {
      lock.unlock();
    }
  }

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
        wakeBy(now);
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
      chunk.job.begun = true;
      for (int i = 0; i < answers.length; i++) {
        if (first + i == chunk.answered) {
          Answer answer = answers[i];
          answer(chunk, answer == null ? Answer.value(null) : answer);
        }
      }
      long now = System.nanoTime();
      if (worker.report(first + answers.length, now)) {
        noteRunning(worker);
        dispatch(now);
        if (worker.isIdle()) {
          balance(now);
          if (shut || limits.idleNanos() > 0) {
            wakeBy(now);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** A worker asks to be replaced. */
  void leaving(Worker worker) {
    lock.lock();
    try {
      if (worker.isReady() || worker.state == Worker.State.LEAVING) {
        backlog.putBack(worker.takeBack());
        // It has thrown away what it had taken.
        while (!worker.given.isEmpty()) {
          Chunk chunk = worker.given.removeLast();
          if (!chunk.isAnswered()) {
            backlog.putBack(chunk);
          } else if (worker.given.isEmpty()) {
            // Its job was cancelled while it ran.
            chunk.drop(worker.reported());
          } else {
            chunk.drop(0);
          }
        }
        noteRunning(worker);
        retire(worker);
        long now = System.nanoTime();
        dispatch(now);
        wakeBy(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A worker's initializer has failed. */
  void initializerFailed(Worker worker, Throwable failure) {
    lock.lock();
    try {
      breakBy("its initializer failed in " + worker.name + " with " + failure, failure);
    } finally {
      lock.unlock();
    }
  }

  /** A worker has ended. By any thread. */
  void gone(Worker worker, @Nullable Throwable failure) {
    ends.add(new End(worker, failure));
    hire.wake();
  }

  boolean hasEnds() {
    return !ends.isEmpty();
  }

  /** Handles the ends of workers. For the collector. */
  void handleEnds() {
    for (End end = ends.peek(); end != null; end = ends.peek()) {
      Worker worker = end.worker();
      if (end.failure() == null && worker.isYetToExit()) {
        // Its main thread has returned; its hooks may run.
        ends.remove();
        continue;
      }
      // What it has told before is there.
      while (hire.collect(this)) {
        Thread.onSpinWait();
      }
      // Not before: that may throw.
      ends.remove();
      lock.lock();
      try {
        handle(worker, end.failure());
      } finally {
        lock.unlock();
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
    crew.remove(worker);
    backlog.putBack(back);
    // It takes the next when it has told all of the one before: only the first may have begun.
    while (!worker.given.isEmpty()) {
      Chunk chunk = worker.given.removeLast();
      if (worker.given.isEmpty()) {
        died(chunk, worker, failure);
      } else {
        backlog.putBack(chunk);
      }
    }
    noteRunning(worker);
    long now = System.nanoTime();
    if (before == Worker.State.STARTING && broken == null && !(shut && jobs.isEmpty())) {
      String why = crew.failed(failure, Deaths.exitCode(failure), now);
      if (why != null) {
        breakBy(why + ": " + Deaths.inWords(worker, failure), failure);
      }
    }
    dispatch(now);
  }

  /** The item that ran fails, if it was not answered before; those after it have not begun. */
  private void died(Chunk chunk, Worker worker, @Nullable Throwable failure) {
    while (!chunk.isAnswered() && chunk.isSkipped(chunk.answered)) {
      chunk.answered++;
    }
    if (!chunk.isAnswered() && worker.hasBegun(chunk, chunk.answered)) {
      chunk.job.begun = true;
      answer(chunk, Answer.failure(Deaths.of(worker, failure)));
    }
    if (chunk.isAnswered()) {
      chunk.drop(worker.reported() + 1);
    } else {
      backlog.putBack(chunk);
    }
  }

  // The end.

  @Override
  public void shutdown() {
    lock.lock();
    try {
      if (!shut) {
        shut = true;
        cutJobs();
        wakeBy(System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  private void cutJobs() {
    for (Job job : new ArrayList<>(jobs)) {
      job.cut();
    }
  }

  @Override
  public List<Job> shutdownNow() {
    return end(new CancellationException("the pool " + name + " was shut down"), false);
  }

  @Override
  public void terminate() {
    end(new CancellationException("the pool " + name + " was terminated"), true);
  }

  /** Something of ours has failed that should not. */
  void breakBy(Throwable failure) {
    lock.lock();
    try {
      breakBy("it failed by itself with " + failure, failure);
    } finally {
      lock.unlock();
    }
  }

  private void breakBy(String why, @Nullable Throwable cause) {
    if (broken == null) {
      broken = new BrokenPoolException("the pool " + name + " is broken: " + why, cause);
      end(broken, false);
    }
  }

  /**
   * Ends all jobs and all workers.
   *
   * @return those jobs of which nothing had begun
   */
  private List<Job> end(Throwable why, boolean kill) {
    lock.lock();
    try {
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

  @Override
  public boolean isShutdown() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isTerminated() {
    lock.lock();
    try {
      return isTerminated;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitEnd(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!isTerminated) {
        if (left <= 0) {
          return false;
        }
        left = terminated.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** It ends after what it was given. */
  void retire(Worker worker) {
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
      worker.halt();
    }
    wakeBy(now);
  }

  // What it is like.

  @Override
  public int processes() {
    return crew.processes();
  }

  @Override
  public void resize(int processes) {
    lock.lock();
    try {
      crew.resize(processes);
      wakeBy(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<PoolWorker> workers() {
    lock.lock();
    try {
      return crew.snapshot();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public PoolProgress progress() {
    lock.lock();
    try {
      return tally.progress(crew.ready());
    } finally {
      lock.unlock();
    }
  }

  // What is due. For the collector.

  /**
   * Sees to all that is due.
   *
   * @param toDo takes the workers that are to be started or signalled, not under the lock
   * @return until when there is nothing to do, if nobody tells anything; null if all has ended
   */
  @Nullable Long look(List<Worker> toDo) {
    lock.lock();
    try {
      long now = System.nanoTime();
      wakeNanos = now + Collector.LONGEST_NANOS;
      for (Worker worker : crew.all()) {
        look(worker, now, toDo);
      }
      dispatch(now);
      boolean over = shut && jobs.isEmpty();
      Worker superfluous = crew.superfluous(over, now, limits.idleNanos());
      while (superfluous != null) {
        backlog.putBack(superfluous.takeBack());
        if (superfluous.state == Worker.State.STARTING) {
          end(superfluous, now);
          if (!crew.initializes()) {
            // Nothing of the program has run there.
            superfluous.killNanos = now;
          }
        } else {
          retire(superfluous);
        }
        wakeNanos = now;
        superfluous = crew.superfluous(over, now, limits.idleNanos());
      }
      if (over && crew.isEmpty()) {
        isTerminated = true;
        terminated.signalAll();
        return null;
      }
      if (!over && ProgramEnd.isShutdown() && crew.isEmpty()) {
        // A hook may wait for what nobody will run.
        end(new CancellationException("the pool " + name + " ends with its JVM"), false);
        wakeNanos = now;
        return wakeNanos;
      }
      if (!over && !ProgramEnd.hasBegun()) {
        if (crew.isShort(backlog.size(), shut, now)) {
          toDo.add(crew.add(hire.hire(this, crew.nextId())));
        }
        lookAgain(crew.nextLaunch(wakeNanos, backlog.size(), shut));
      }
      lookAgain(crew.nextIdleEnd(wakeNanos, limits.idleNanos()));
      return wakeNanos;
    } finally {
      lock.unlock();
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
        backlog.putBack(worker.takeBack());
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
    if (limits.timeoutNanos() > 0 && !worker.given.isEmpty()) {
      long due = worker.begunNanos() + limits.timeoutNanos();
      if (due - now <= 0) {
        expire(worker, now);
      } else {
        lookAgain(due);
      }
    }
  }

  private void lookAgain(long nanos) {
    wakeNanos = earlier(wakeNanos, nanos);
  }

  private void expire(Worker worker, long now) {
    // Its call is the first that is not answered then.
    worker.tellHeldBack();
    end(worker, now);
    Chunk chunk = worker.given.peekFirst();
    // Else it has just ended, or was never begun, and begins no more.
    if (chunk != null && !chunk.isAnswered() && worker.runs(chunk, chunk.answered)) {
      Duration timeout = Duration.ofNanos(limits.timeoutNanos());
      answer(
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
      noteRunning(worker);
    }
    lookAgain(now);
  }

  static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }
}
