package io.github.processing4j.runtime.process;

import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this JVM alive while it has children that are not daemons, and ends the others when its own
 * work is done: the order in which the ancestor ends.
 *
 * <p>It is a non-daemon thread in the thread group of {@code start()}'s caller, where {@code mvn
 * exec:java} waits for it. It waits until every other non-daemon thread has ended; then the daemonic
 * children get the ladder; then it waits for the rest. It ends at once when no child is left, for
 * then there is nothing to keep.
 */
final class Keeper implements Runnable {
  private static final String NAME = "processing-keeper";

  /** How often it looks for new threads while it has children of both kinds. */
  private static final long LOOK_MILLIS = 100;

  private static final Object LOCK = new Object();
  private static final Map<ThreadGroup, Thread> KEEPERS = new WeakHashMap<>();

  private final ThreadGroup scope;

  private Keeper(ThreadGroup scope) {
    this.scope = scope;
  }

  /** To be called when a child has started. */
  static void keep() {
    if (ChildTable.daemons(false).isEmpty()) {
      return;
    }
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    synchronized (LOCK) {
      Thread keeper = KEEPERS.get(group);
      if (keeper == null || !keeper.isAlive()) {
        Thread thread = new Thread(group, new Keeper(scopeOf(group)), NAME, 0, false);
        thread.setDaemon(false);
        thread.setContextClassLoader(null);
        KEEPERS.put(group, thread);
        thread.start();
      }
    }
  }

  /** To be called when the children have changed. */
  static void changed() {
    synchronized (LOCK) {
      LOCK.notifyAll();
    }
  }

  /**
   * The threads that must end before our work is done: all, but under {@code mvn exec:java}, whose
   * main thread goes on, those of the program alone.
   */
  private static ThreadGroup scopeOf(ThreadGroup group) {
    ThreadGroup at = group;
    while (at.getParent() != null && !at.getClass().getName().endsWith("IsolatedThreadGroup")) {
      at = at.getParent();
    }
    return at;
  }

  @Override
  public void run() {
    while (hasLongLived()) {
      try {
        if (ChildTable.daemons(true).isEmpty()) {
          awaitChange();
        } else {
          Thread other = anyOther();
          if (other != null) {
            other.join(LOOK_MILLIS);
          } else {
            ProgramEnd.workIsDone(true);
            ShutdownLadder.end(ChildTable.daemons(true));
          }
        }
      } catch (InterruptedException e) {
        // As exec:java does when it gives up on threads; the children still matter.
      }
    }
    ProgramEnd.workIsDone(false);
  }

  private static boolean hasLongLived() {
    synchronized (LOCK) {
      if (!ChildTable.daemons(false).isEmpty()) {
        return true;
      }
      KEEPERS.values().remove(Thread.currentThread());
      return false;
    }
  }

  /** Waits until a child has started or ended. */
  private static void awaitChange() throws InterruptedException {
    synchronized (LOCK) {
      while (!ChildTable.daemons(false).isEmpty() && ChildTable.daemons(true).isEmpty()) {
        LOCK.wait();
      }
    }
  }

  private @Nullable Thread anyOther() {
    Thread[] threads = new Thread[scope.activeCount() + 16];
    int count = scope.enumerate(threads);
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (!thread.isDaemon()
          && !thread.getName().equals(NAME)
          && !thread.getName().equals("DestroyJavaVM")) {
        return thread;
      }
    }
    return null;
  }
}
