package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.session.AtExit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Shutdown hook that marks on the page that the JVM exits in order, and by which signal: for a JVM
 * that gets SIGTERM exits like one that calls {@code System.exit(143)}. It also lets go of the link:
 * at its end a JVM waits up to 300 ms for a thread that is in a system call.
 */
public final class ExitMark extends Thread {
  /** The thread that exits as if by SIGINT. */
  static final String INTERRUPT_THREAD = "SIGINT handler";

  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final StatusPage page;
  private volatile @Nullable ParentLink link;

  ExitMark(StatusPage page) {
    super(null, null, "processing-exit", 0, false);
    this.page = page;
  }

  void link(ParentLink toParent) {
    link = toParent;
  }

  /**
   * The work is done: if no other thread keeps this JVM, does at once what the hook would, for to start
   * and join a thread is a good part of what the end of a JVM takes.
   */
  void runIfLast() {
    if (isOnlyThread()) {
      try {
        // Before the hook is gone; if it runs after all, what it writes counts.
        page.done();
        if (Runtime.getRuntime().removeShutdownHook(this)) {
          leave();
        }
      } catch (IOException e) {
        // The hook will do it.
      } catch (IllegalStateException e) {
        // It shuts down already: the hook runs.
      }
    }
  }

  /** Whether no thread but the calling one is neither a daemon nor the JVM's own. */
  private static boolean isOnlyThread() {
    Thread self = Thread.currentThread();
    for (Thread thread : allThreads()) {
      if (thread != null && thread != self && !thread.isDaemon()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run() {
    try {
      page.orderly(signal());
    } catch (IOException e) {
      // The parent is gone with the page.
    }
    leave();
  }

  private void leave() {
    AtExit.runAll();
    ParentLink toParent = link;
    if (toParent != null) {
      toParent.leave();
    }
  }

  /**
   * The signal by which this JVM shuts down, or 0. For shutdown hooks: the JVM handles a signal by
   * {@code Runtime.exit} on a thread that is named after it.
   */
  private static int signal() {
    for (Thread thread : allThreads()) {
      switch (thread == null ? "" : thread.getName()) {
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

  /** All threads, and after them null. */
  private static @Nullable Thread[] allThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    root.enumerate(threads);
    return threads;
  }

  /** Whether this JVM shuts down because of Ctrl-C. For shutdown hooks. */
  public static boolean isInterrupt() {
    return signal() == SIGINT;
  }
}
