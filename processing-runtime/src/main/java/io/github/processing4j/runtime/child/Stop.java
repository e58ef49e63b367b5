package io.github.processing4j.runtime.child;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.ProcessingInterruptedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** What a stop is to the one it hits. Apart, so that a child that is not stopped loads none of it. */
public final class Stop {
  private static final int MAX_DEPTH = 100;

  private Stop() {}

  static void raise() {
    throw new ProcessExit();
  }

  /**
   * Whether an uncaught throwable is a stop, or an interrupt that a stop caused, anywhere in its chain
   * of causes.
   *
   * @param stopped whether a stop came at any time
   */
  public static boolean ends(Throwable thrown, boolean stopped) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < MAX_DEPTH; at = at.getCause(), depth++) {
      if (at instanceof ProcessExit || (stopped && isInterrupt(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInterrupt(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof ProcessingInterruptedException
        || thrown instanceof ClosedByInterruptException
        || thrown instanceof InterruptedIOException;
  }
}
