package io.github.processing4j.frame;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.SessionException;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a task in a daemonic process. Hears of it on a thread of the engine. */
final class ProcessRun<T extends @Nullable Object> implements Execution, TaskListener {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FrameWorker<T> worker;
  private final Process process;

  ProcessRun(
      FrameWorker<T> worker,
      Process.Builder options,
      Serializable task,
      @Nullable Object argument) {
    this.worker = worker;
    process = options.daemon(true).work(new Work.OfTask(task, argument, this)).build();
  }

  /**
   * Launches it. What the machine refuses becomes the worker's failure; what the program did wrong,
   * such as a task that cannot be sent, is thrown as well.
   */
  void start() {
    FrameTimer.prepare(); // so that cancelling need not
    try {
      process.start();
      Long pid = process.getPid();
      worker.began(pid == null ? 0 : pid);
    } catch (ProcessStartException | SessionException e) {
      worker.finish(Outcome.failed(e));
    } catch (RuntimeException | Error e) {
      worker.finish(Outcome.failed(e));
      throw e;
    }
  }

  @Override
  public void end() {
    FrameTimer.after(0, new Ladder());
  }

  @Override
  public void progressed(double fraction, String message, @Nullable Object payload) {
    worker.reports().set(new ProgressSnapshot(fraction, message, payload));
  }

  @Override
  @SuppressWarnings("unchecked") // what a task of T returned
  public void succeeded(@Nullable Object result) {
    worker.finish(Outcome.ready((T) result));
  }

  @Override
  public void failed(Throwable failure) {
    worker.finish(Outcome.failed(failure));
  }

  /**
   * Stops the process, and kills it a while later. On the timer's thread, for a signal costs system
   * calls; no lambda, for its first use costs milliseconds.
   */
  private final class Ladder implements Runnable {
    private boolean stopped;

    @Override
    public void run() {
      if (stopped) {
        kill();
        return;
      }
      stopped = true;
      FrameTimer.after(GRACE_NANOS, this);
      process.stop();
    }

    private void kill() {
      try {
        process.kill();
      } catch (UnsupportedOperationException e) {
        // In a context of threads nothing is harder than stop.
      }
    }
  }
}
