package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.session.DaemonThreads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of a pool and the stages that depend on its results, one after another, on a daemon
 * thread that there is while it has work and some seconds longer. What they throw goes to that thread's
 * handler of uncaught exceptions, and the next ones run all the same. Thread-safe.
 */
final class Callbacks implements Executor, Runnable {
  /** So long the thread waits for more work. */
  private static final long IDLE_NANOS = 5_000_000_000L;

  /** Who waits looks again so often, in case that there was no thread to be had. */
  private static final long LOOK_NANOS = 100_000_000;

  private final String pool;
  private final @Nullable ClassLoader loader;
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private @Nullable Runnable later;
  private long laterAt;
  private @Nullable Thread thread;
  private boolean isRunning;

  /**
   * Callbacks of a pool.
   *
   * @param loader the context class loader that they run with
   */
  Callbacks(String pool, @Nullable ClassLoader loader) {
    this.pool = pool;
    this.loader = loader;
  }

  /** Runs it after all that was given before. Never blocks. */
  @Override
  public synchronized void execute(Runnable callback) {
    queue.add(callback);
    wake();
  }

  /**
   * Runs it at some {@link System#nanoTime}, before what waits by then. There is but one such: another
   * takes its place, and the sooner of both times counts.
   */
  synchronized void executeAt(long nanoTime, Runnable callback) {
    if (later == null || nanoTime - laterAt < 0) {
      laterAt = nanoTime;
    }
    later = callback;
    wake();
  }

  private void wake() {
    if (thread != null) {
      notifyAll();
      return;
    }
    Thread started = DaemonThreads.create("processing-" + pool + "-callbacks", this);
    started.setContextClassLoader(loader);
    try {
      started.start();
      thread = started;
    } catch (OutOfMemoryError e) {
      // No thread to be had: the next callback tries again. Who completes calls must not fail by
      // it.
    }
  }

  /** Whether this is the thread that runs them. */
  synchronized boolean isHere() {
    return Thread.currentThread() == thread;
  }

  /**
   * Waits until nothing is left to run. Interruptible.
   *
   * @return false if the time was over
   */
  synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    long start = System.nanoTime();
    while (isRunning || later != null || !queue.isEmpty()) {
      laterAt = later == null ? laterAt : Math.min(laterAt, System.nanoTime());
      wake();
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(Math.max(left, 1_000_000), LOOK_NANOS));
    }
    return true;
  }

  @Override
  public void run() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (Throwable e) {
        tell(e);
      }
    }
  }

  private static void tell(Throwable e) {
    Thread current = Thread.currentThread();
    try {
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    } catch (Throwable ignored) {
      // As the JVM does with what such a handler throws.
    }
  }

  private synchronized @Nullable Runnable next() {
    isRunning = false;
    // What a callback has left behind is not for the next one.
    Thread.interrupted();
    long idleUntil = System.nanoTime() + IDLE_NANOS;
    while (true) {
      Runnable next = due();
      if (next == null) {
        next = queue.poll();
      }
      if (next != null) {
        isRunning = true;
        return next;
      }
      if (later == null) {
        notifyAll();
      }
      long now = System.nanoTime();
      long left = (later == null ? idleUntil : laterAt) - now;
      if (left <= 0) {
        if (later != null) {
          continue;
        }
        thread = null;
        return null;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      } catch (InterruptedException e) {
        // Nobody's: it has nothing to end.
      }
    }
  }

  private @Nullable Runnable due() {
    Runnable due = later;
    if (due == null || laterAt - System.nanoTime() > 0) {
      return null;
    }
    later = null;
    return due;
  }
}
