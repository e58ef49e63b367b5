package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.memory.Stops;
import org.jspecify.annotations.Nullable;

/**
 * Stops of the main thread of this child.
 *
 * <p>The link thread stops, the main thread takes: under one lock, so that the interrupt of a stop
 * that was taken never arrives later.
 */
public final class MainThread {
  private static final Object LOCK = new Object();

  private static @Nullable Thread main;
  private static volatile boolean pending;
  private static volatile boolean everStopped;
  private static long lastStop;

  private MainThread() {}

  static void init(Thread thread) {
    main = thread;
  }

  /** Stops the main thread, unless the stop with this number did already. */
  static void stop(long number) {
    synchronized (LOCK) {
      Thread thread = main;
      if (number > lastStop && thread != null) {
        lastStop = number;
        Stops.ask();
        pending = true;
        everStopped = true;
        thread.interrupt();
      }
    }
  }

  /**
   * To be called by blocking methods.
   *
   * @throws io.github.processing4j.ProcessExit if this is the main thread and a stop is pending
   */
  public static void checkStop() {
    if (pending && Thread.currentThread() == main) {
      synchronized (LOCK) {
        if (pending) {
          pending = false;
          Thread.interrupted();
          Stop.raise();
        }
      }
    }
  }

  /** Whether a stop came at any time. */
  public static boolean wasStopped() {
    return everStopped;
  }
}
