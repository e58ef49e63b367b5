package io.github.processing4j.runtime.session;

/**
 * Tells by which signal this JVM is shutting down.
 *
 * <p>The JVM handles a signal by {@code Runtime.exit} on a thread that is named after it. Used while a
 * child ends: no lambdas, no logging.
 */
public final class ShutdownSignal {
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  /** The thread that exits as if by SIGINT. */
  public static final String INTERRUPT_THREAD = "SIGINT handler";

  private ShutdownSignal() {}

  /** The number of the signal, or 0. For shutdown hooks. */
  public static int current() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads);
    for (int i = 0; i < count; i++) {
      switch (threads[i].getName()) {
        case "SIGTERM handler":
          return SIGTERM;
        case INTERRUPT_THREAD:
          return SIGINT;
        case "SIGHUP handler":
          return SIGHUP;
        default:
          break;
      }
    }
    return 0;
  }

  /** Whether this JVM shuts down because of Ctrl-C. For shutdown hooks. */
  public static boolean isInterrupt() {
    return current() == SIGINT;
  }
}
