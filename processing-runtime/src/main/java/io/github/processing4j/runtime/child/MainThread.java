package io.github.processing4j.runtime.child;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.ProcessingInterruptedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
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
        pending = true;
        everStopped = true;
        thread.interrupt();
      }
    }
  }

  /**
   * To be called by blocking methods.
   *
   * @throws ProcessExit if this is the main thread and a stop is pending
   */
  public static void checkStop() {
    if (pending && Thread.currentThread() == main) {
      synchronized (LOCK) {
        if (pending) {
          pending = false;
          Thread.interrupted();
          throw new ProcessExit();
        }
      }
    }
  }

  /** Whether an uncaught throwable is a stop, or an interrupt that a stop caused. */
  static boolean isStop(Throwable thrown) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 100; at = at.getCause(), depth++) {
      if (at instanceof ProcessExit
          || (everStopped
              && (at instanceof InterruptedException
                  || at instanceof ProcessingInterruptedException
                  || at instanceof ClosedByInterruptException
                  || at instanceof InterruptedIOException))) {
        return true;
      }
    }
    return false;
  }
}
