package io.github.processing4j.frame;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job on a thread. Its interrupt reaches the job alone, never what the thread does
 * next.
 *
 * <pre>
 *   null ──run──▶ the thread ──returns──▶ OVER
 *     │                │
 *     │               end ──▶ INTERRUPTING ──interrupted──▶ OVER
 *    end ──▶ OVER: it will never run
 * </pre>
 *
 * A thread that returns while it is INTERRUPTING waits for OVER, so that the flag is set before it
 * is cleared; whoever ends never waits.
 */
final class ThreadRun<T extends @Nullable Object> implements Runnable, Execution {
  private static final Object INTERRUPTING = new Object();
  private static final Object OVER = new Object();

  private final AtomicReference<@Nullable Object> runner = new AtomicReference<>();
  private final FrameWorker<T> worker;
  private final Job<T> job;

  ThreadRun(FrameWorker<T> worker, Job<T> job) {
    this.worker = worker;
    this.job = job;
  }

  @Override
  public void run() {
    Thread self = Thread.currentThread();
    if (!runner.compareAndSet(null, self)) {
      return;
    }
    try {
      worker.began(0);
      worker.finish(Outcome.ready(job.run(worker.reports())));
    } catch (Throwable failure) {
      worker.finish(Outcome.failed(failure));
    } finally {
      release(self);
    }
  }

  private void release(Thread self) {
    if (!runner.compareAndSet(self, OVER)) {
      while (runner.get() == INTERRUPTING) {
        Thread.yield();
      }
    }
    Thread.interrupted();
  }

  @Override
  public void end() {
    if (runner.compareAndSet(null, OVER)) {
      return;
    }
    if (runner.get() instanceof Thread thread && runner.compareAndSet(thread, INTERRUPTING)) {
      try {
        thread.interrupt();
      } finally {
        runner.set(OVER);
      }
    }
  }
}
