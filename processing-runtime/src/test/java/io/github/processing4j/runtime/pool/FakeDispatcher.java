package io.github.processing4j.runtime.pool;

import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.PoolListener;
import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives chunks to nobody but the test, or to threads of its own. Checks that it is used as {@link
 * DispatcherControl} says.
 */
final class FakeDispatcher implements DispatcherControl {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Job, State> jobs = new LinkedHashMap<>();
  private final ArrayDeque<Chunk> waiting = new ArrayDeque<>();
  final Callbacks callbacks = new Callbacks("Fake", null);
  private final Tally tally;
  private volatile int processes = 2;
  private boolean shut;
  private int underWay;
  private int mostUnderWay;
  private int chunks;
  private int largestChunk;

  private static final class State {
    final List<Chunk> chunks = new ArrayList<>();
    int submitted;
    boolean begun;
    boolean isOver;
  }

  FakeDispatcher(@Nullable PoolListener listener) {
    tally = new Tally(this, callbacks, listener);
  }

  /** A pool that gives to nobody. */
  static FakeDispatcher idle() {
    return new FakeDispatcher(null);
  }

  /** A pool with two workers. */
  static FakeDispatcher working() {
    return idle().work(2);
  }

  FakeDispatcher work(int workers) {
    for (int i = 0; i < workers; i++) {
      Thread thread = new Thread(this::workForEver, "fake worker");
      thread.setDaemon(true);
      thread.start();
    }
    return this;
  }

  LocalPool pool() {
    return pool(new DirectCalls(), 0);
  }

  LocalPool pool(Calls calls, int maxTasksPerChild) {
    return new LocalPool("Fake", this, calls, callbacks, maxTasksPerChild);
  }

  // Workers.

  private void workForEver() {
    while (true) {
      Chunk chunk = poll(Long.MAX_VALUE);
      if (chunk != null) {
        run(chunk);
      }
    }
  }

  /** The next chunk, which begins now; waits for it. */
  Chunk take() {
    Chunk chunk = poll(TimeUnit.SECONDS.toNanos(60));
    if (chunk == null) {
      throw new AssertionError("no chunk comes");
    }
    return chunk;
  }

  private @Nullable Chunk poll(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (waiting.isEmpty()) {
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      Chunk chunk = waiting.remove();
      jobs.get(chunk.job).begun = true;
      return chunk;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a chunk waits to be taken. */
  boolean isAnyWaiting() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Runs the items of a chunk, and answers each as soon as it is run. */
  void run(Chunk chunk) {
    Function function = chunk.job.function;
    Callee callee = Callee.of(function.target(), function.shape());
    int arguments = function.shape().arguments();
    for (int i = 0; i < chunk.count; i++) {
      if (chunk.isSkipped(i)) {
        answerNext(chunk, null);
        continue;
      }
      Answer answer;
      try {
        Object a = arguments > 0 ? chunk.values[arguments * i] : null;
        Object b = arguments > 1 ? chunk.values[arguments * i + 1] : null;
        answer = Answer.value(callee.call(a, b));
      } catch (Throwable e) {
        answer = Answer.failure(e);
      }
      answerNext(chunk, answer);
    }
  }

  /** Answers the next item of a chunk, unless its job is over. */
  void answerNext(Chunk chunk, @Nullable Answer answer) {
    lock.lock();
    try {
      if (chunk.answered < chunk.count && !jobs.get(chunk.job).isOver) {
        int item = chunk.answered++;
        if (answer != null) {
          tell(chunk.job, chunk.first + item, answer);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs all that waits, in this thread. */
  void runAll() {
    while (isAnyWaiting()) {
      run(take());
    }
  }

  private void tell(Job job, int index, Answer answer) {
    underWay--;
    tally.ended(answer);
    job.answered(index, answer);
  }

  // What there was.

  /** How many items were under way at once. */
  int mostUnderWay() {
    lock.lock();
    try {
      return mostUnderWay;
    } finally {
      lock.unlock();
    }
  }

  int chunks() {
    lock.lock();
    try {
      return chunks;
    } finally {
      lock.unlock();
    }
  }

  int largestChunk() {
    lock.lock();
    try {
      return largestChunk;
    } finally {
      lock.unlock();
    }
  }

  boolean isAnyOpen() {
    lock.lock();
    try {
      return !jobs.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  // The control.

  @Override
  public void open(Job job) {
    lock.lock();
    try {
      if (shut) {
        throw new RejectedExecutionException("Fake was shut down");
      }
      jobs.put(job, new State());
      tally.opened(job);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean submit(Chunk chunk, @Nullable Throwable[] failures) {
    lock.lock();
    try {
      State state = jobs.get(chunk.job);
      if (state == null) {
        throw new IllegalStateException("not open");
      }
      if (state.isOver) {
        return false;
      }
      if (chunk.job.calls != Job.UNKNOWN && chunk.first != state.submitted) {
        throw new IllegalStateException("a gap before " + chunk.first);
      }
      state.submitted += chunk.count;
      state.chunks.add(chunk);
      chunks++;
      largestChunk = Math.max(largestChunk, chunk.count);
      underWay += chunk.count;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      tally.submitted(chunk);
      for (int i = 0; i < chunk.count; i++) {
        if (failures[i] != null) {
          chunk.skip(i);
          tell(chunk.job, chunk.first + i, Answer.failure(failures[i]));
        }
      }
      state.chunks.removeIf(Chunk::isAnswered);
      waiting.add(chunk);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(Job job, Throwable how, boolean endWorkers) {
    lock.lock();
    try {
      State state = jobs.get(job);
      if (state != null && !state.isOver) {
        state.isOver = true;
        job.over(how);
        waiting.removeIf(chunk -> chunk.job == job);
        for (Chunk chunk : state.chunks) {
          while (chunk.answered < chunk.count) {
            int item = chunk.answered++;
            if (!chunk.isSkipped(item)) {
              tell(job, chunk.first + item, Answer.failure(how));
            }
          }
        }
        for (int i = state.submitted; i < job.calls; i++) {
          underWay++;
          tell(job, i, Answer.failure(how));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended(Job job) {
    lock.lock();
    try {
      State state = jobs.remove(job);
      if (state == null) {
        throw new IllegalStateException("not open, or ended before");
      }
      for (Chunk chunk : state.chunks) {
        for (int i = chunk.answered; i < chunk.count; i++) {
          if (!chunk.isSkipped(i)) {
            throw new IllegalStateException("item " + (chunk.first + i) + " is not answered");
          }
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void breakBy(Throwable why) {
    endAll(new BrokenPoolException("broken", why));
  }

  private List<Job> endAll(Throwable how) {
    lock.lock();
    try {
      shut = true;
      List<Job> unbegun = new ArrayList<>();
      for (Map.Entry<Job, State> each : new ArrayList<>(jobs.entrySet())) {
        if (!each.getValue().begun && !each.getValue().isOver) {
          unbegun.add(each.getKey());
        }
        cancel(each.getKey(), how, true);
      }
      changed.signalAll();
      return unbegun;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int processes() {
    return processes;
  }

  @Override
  public void resize(int newProcesses) {
    processes = newProcesses;
  }

  @Override
  public void shutdown() {
    lock.lock();
    try {
      if (!shut) {
        shut = true;
        new ArrayList<>(jobs.keySet()).forEach(Job::cut);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Job> shutdownNow() {
    return endAll(new CancellationException("Fake was shut down"));
  }

  @Override
  public void terminate() {
    endAll(new CancellationException("Fake was terminated"));
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
      return shut && jobs.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitEnd(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!(shut && jobs.isEmpty())) {
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

  @Override
  public List<PoolWorker> workers() {
    return List.of();
  }

  @Override
  public PoolProgress progress() {
    lock.lock();
    try {
      return tally.progress(processes);
    } finally {
      lock.unlock();
    }
  }
}
