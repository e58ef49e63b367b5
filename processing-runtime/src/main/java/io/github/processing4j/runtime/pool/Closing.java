package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.memory.Bell;

/** How a pool is waited for and closed. Thread-safe. */
final class Closing {
  private final String name;
  private final DispatcherControl control;
  private final Callbacks callbacks;

  Closing(String name, DispatcherControl control, Callbacks callbacks) {
    this.name = name;
    this.control = control;
    this.callbacks = callbacks;
  }

  /** Waits for calls, workers and callbacks. In a callback not for those. Interruptible. */
  boolean await(long nanos) throws InterruptedException {
    long start = System.nanoTime();
    Bell.check(true);
    try {
      return control.awaitEnd(nanos)
          && (callbacks.isHere() || callbacks.awaitIdle(nanos - (System.nanoTime() - start)));
    } catch (InterruptedException e) {
      Failures.checkStop();
      throw e;
    }
  }

  /** Waits, by the name and with the errors of Python's method. */
  boolean join(long nanos) {
    if (!control.isShutdown()) {
      throw new IllegalStateException(
          "the pool " + name + " still takes calls: close, shutdown or terminate it first");
    }
    try {
      return await(nanos);
    } catch (InterruptedException e) {
      throw Failures.interrupted("join", e);
    }
  }

  /** Waits for all that was submitted; interrupted, it ends what is left, and waits for that. */
  void close() {
    control.shutdown();
    boolean isOver = false;
    try {
      isOver = await(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      control.shutdownNow();
      awaitInAnyCase();
      isOver = true;
      Thread.currentThread().interrupt();
    } finally {
      if (!isOver) {
        // This process is being stopped.
        control.shutdownNow();
      }
    }
  }

  private void awaitInAnyCase() {
    while (true) {
      try {
        control.awaitEnd(Long.MAX_VALUE);
        return;
      } catch (InterruptedException e) {
        // The flag is set in the end. A stop ends this wait.
        Failures.checkStop();
      }
    }
  }
}
