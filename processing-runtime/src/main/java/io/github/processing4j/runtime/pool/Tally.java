package io.github.processing4j.runtime.pool;

import io.github.processing4j.PoolListener;
import io.github.processing4j.PoolProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of a pool, and has its listener told. Guarded by the lock of the {@link Dispatcher}.
 *
 * <p>The listener is told on the thread of the callbacks, {@value #INTERVAL_MILLIS} ms after it was told
 * before; when all calls have ended at once, if that was not so {@value #INTERVAL_MILLIS} ms ago. It is
 * shown what is true when it is told.
 */
final class Tally {
  static final long INTERVAL_MILLIS = 50;

  private static final long INTERVAL_NANOS = INTERVAL_MILLIS * 1_000_000;

  private final @Nullable Teller teller;
  private long submitted;
  private long done;
  private long failed;
  private int running;
  private long firstAt;

  /** Counts for a dispatcher, whose {@link DispatcherControl#progress} the listener is shown. */
  Tally(DispatcherControl control, Callbacks callbacks, @Nullable PoolListener listener) {
    this.teller = listener == null ? null : new Teller(control, callbacks, listener);
  }

  /** A job was opened. */
  void opened(Job job) {
    if (job.calls > 0) {
      add(job.calls);
    }
  }

  /** A chunk was taken. */
  void submitted(Chunk chunk) {
    if (chunk.job.calls == Job.UNKNOWN) {
      add(chunk.count);
    }
  }

  private void add(int calls) {
    if (submitted == 0) {
      firstAt = System.nanoTime();
    }
    submitted += calls;
    changed();
  }

  /** So many calls run now. */
  void running(int calls) {
    if (running != calls) {
      running = calls;
      changed();
    }
  }

  /** A call has ended, whether it had begun or not. */
  void ended(Answer answer) {
    if (answer.toldAsFailure()) {
      failed++;
    } else {
      done++;
    }
    changed();
  }

  private void changed() {
    if (teller != null) {
      teller.changed(done + failed == submitted);
    }
  }

  /** How far it is. */
  PoolProgress progress(int workers) {
    long elapsed = submitted == 0 ? 0 : System.nanoTime() - firstAt;
    return new PoolProgress(submitted, done, failed, running, workers, Duration.ofNanos(elapsed));
  }

  /** Tells a listener, now and then. */
  private static final class Teller implements Runnable {
    private final DispatcherControl control;
    private final Callbacks callbacks;
    private final PoolListener listener;
    private long toldAt = System.nanoTime() - INTERVAL_NANOS;
    private long toldOfEndAt = toldAt;
    private boolean scheduled;
    private boolean hurried;

    Teller(DispatcherControl control, Callbacks callbacks, PoolListener listener) {
      this.control = control;
      this.callbacks = callbacks;
      this.listener = listener;
    }

    synchronized void changed(boolean atEnd) {
      if (atEnd ? hurried : scheduled) {
        return;
      }
      scheduled = true;
      hurried |= atEnd;
      callbacks.executeAt((atEnd ? toldOfEndAt : toldAt) + INTERVAL_NANOS, this);
    }

    @Override
    public void run() {
      synchronized (this) {
        scheduled = false;
        toldAt = System.nanoTime();
        if (hurried) {
          hurried = false;
          toldOfEndAt = toldAt;
        }
      }
      listener.progressed(control.progress());
    }
  }
}
