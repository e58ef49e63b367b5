package io.github.processing4j.frame;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run of a task in a scheduler, from when it is enqueued until its hooks have run. */
final class Subscription<T extends @Nullable Object>
    implements Watcher, Comparable<Subscription<?>> {
  private static final AtomicLong COUNT = new AtomicLong();

  private enum Phase {
    QUEUED,
    /** It begins, but does not count as running yet: who ends it now leaves that to the beginner. */
    BEGINNING,
    RUNNING,
    ENDED
  }

  private final long number = COUNT.incrementAndGet();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.QUEUED);
  private final @Nullable Duration timeout;
  private final Tally tally;
  private final HookQueue hooks;
  private final Set<Subscription<?>> live;
  private final FrameWorker<T> worker;
  private final @Nullable RefreshHook refresh;
  private final EndHook<T> end;
  private volatile @Nullable Future<?> timer;

  Subscription(FrameTask<T> task, Tally tally, HookQueue hooks, Set<Subscription<?>> live) {
    this.timeout = task.timeout();
    this.tally = tally;
    this.hooks = hooks;
    this.live = live;
    worker = new FrameWorker<>(task.name(), this);
    refresh = task.onRefresh() == null ? null : new RefreshHook(task.onRefresh(), worker);
    end = new EndHook<>(task, worker, refresh);
  }

  FrameWorker<T> worker() {
    return worker;
  }

  /** It waits; before it is handed over. */
  void enqueued() {
    tally.enqueued();
    live.add(this);
  }

  /** The work begins; may be told twice. */
  @Override
  public void began() {
    if (!phase.compareAndSet(Phase.QUEUED, Phase.BEGINNING)) {
      return;
    }
    tally.began();
    if (!phase.compareAndSet(Phase.BEGINNING, Phase.RUNNING)) {
      tally.ended(true, worker.poll());
      return;
    }
    if (refresh != null) {
      hooks.arrive(refresh);
    }
    if (timeout != null) {
      timer = FrameTimer.after(Nanos.of(timeout), this::timeOut);
      if (worker.poll().isDone()) { // it may have ended before the timer was known
        cancelTimer();
      }
    }
  }

  @Override
  public void ended(Status status) {
    Phase before = phase.getAndSet(Phase.ENDED);
    cancelTimer();
    if (before != Phase.BEGINNING) {
      tally.ended(before == Phase.RUNNING, status);
    }
    live.remove(this);
    hooks.arrive(end);
  }

  @Override
  public int compareTo(Subscription<?> other) {
    return Long.compare(number, other.number);
  }

  private void timeOut() {
    if (timeout != null) {
      worker.timeOut(timeout);
    }
  }

  private void cancelTimer() {
    Future<?> pending = timer;
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
