package io.github.processing4j.frame;

import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.TaskRun;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of a task by a worker process. Hears of it on a thread of the engine. */
final class PoolRun<T extends @Nullable Object>
    implements Execution, TaskListener, Runnable, Comparable<PoolRun<?>> {
  private final ProcessWorkers workers;
  private final Turn turn;
  private final FrameWorker<T> worker;
  private @Nullable TaskRun made;

  PoolRun(ProcessWorkers workers, Turn turn, FrameWorker<T> worker) {
    this.workers = workers;
    this.turn = turn;
    this.worker = worker;
  }

  /** What the engine has made of it; before it can start or end. */
  void is(TaskRun run) {
    made = run;
  }

  void start() {
    Objects.requireNonNull(made).start();
  }

  /** It was not started. */
  void refused(RuntimeException why) {
    worker.finish(Outcome.failed(why));
  }

  @Override
  public void end() {
    if (!workers.remove(this)) {
      FrameTimer.after(0, this);
    }
  }

  /** Ends it, on the timer's thread, for the engine may be at work for others meanwhile. */
  @Override
  public void run() {
    Objects.requireNonNull(made).end();
  }

  @Override
  public void began(long pid) {
    worker.began(pid);
  }

  @Override
  public void progressed(double fraction, String message, @Nullable Object payload) {
    worker.reports().set(new ProgressSnapshot(fraction, message, payload));
  }

  @Override
  @SuppressWarnings("unchecked") // what a task of T returned
  public void succeeded(@Nullable Object result) {
    worker.finish(Outcome.ready((T) result));
    workers.ended();
  }

  @Override
  public void failed(Throwable failure) {
    worker.finish(Outcome.failed(failure));
    workers.ended();
  }

  @Override
  public int compareTo(PoolRun<?> other) {
    return turn.compareTo(other.turn);
  }
}
