package io.github.processing4j.runtime.pool;

import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.TaskRun;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call whose listener hears of it, on the thread of the pool's callbacks. Thread-safe.
 *
 * <p>Reports that pile up there are coalesced; as all is told by that one thread, in the order in which it
 * came, the end is told last.
 */
final class ToldCall implements TaskRun, Ending {
  private final Callbacks callbacks;
  private final TaskListener listener;
  private final AtomicReference<@Nullable Report> newest = new AtomicReference<>();
  private @Nullable PreparedCall call;
  private boolean isStarted;
  private boolean isEnded;

  ToldCall(Callbacks callbacks, TaskListener listener) {
    this.callbacks = callbacks;
    this.listener = listener;
  }

  /** What it is; before it can start or end. */
  void is(PreparedCall prepared) {
    call = prepared;
  }

  @Override
  public synchronized void start() {
    if (isEnded) {
      callbacks.execute(new Refused());
    } else {
      isStarted = true;
      Objects.requireNonNull(call).start();
    }
  }

  @Override
  public synchronized void end() {
    isEnded = true;
    if (isStarted) {
      Objects.requireNonNull(call).result().cancel(true);
    }
  }

  @Override
  public void reported(long pid, @Nullable Report report) {
    if (report == null) {
      callbacks.execute(new Began(pid));
    } else if (newest.getAndSet(report) == null) {
      callbacks.execute(new Progressed());
    }
  }

  @Override
  public void ended(Result<?> result) {
    callbacks.execute(new Over(result));
  }

  private final class Refused implements Runnable {
    @Override
    public void run() {
      listener.failed(new CancellationException("it was ended before it began"));
    }
  }

  private final class Began implements Runnable {
    private final long pid;

    Began(long pid) {
      this.pid = pid;
    }

    @Override
    public void run() {
      listener.began(pid);
    }
  }

  private final class Progressed implements Runnable {
    @Override
    public void run() {
      Report report = Objects.requireNonNull(newest.getAndSet(null));
      ProgressSnapshot told;
      try {
        told = report.read();
      } catch (Exception e) {
        // A payload that cannot be read here is as good as none; the next may be.
        return;
      }
      listener.progressed(told.fraction(), told.message(), told.payload());
    }
  }

  private final class Over implements Runnable {
    private final Result<?> result;

    Over(Result<?> result) {
      this.result = result;
    }

    @Override
    public void run() {
      Outcome<?> outcome = result.outcome();
      Throwable failure = outcome.failure();
      if (failure == null) {
        listener.succeeded(outcome.value());
      } else {
        listener.failed(failure);
      }
    }
  }
}
