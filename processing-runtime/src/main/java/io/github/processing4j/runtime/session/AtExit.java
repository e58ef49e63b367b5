package io.github.processing4j.runtime.session;

import org.jspecify.annotations.Nullable;

/** What the floors below have to do as this JVM ends, in the hooks that those above register. */
public final class AtExit {
  private static @Nullable AtExit first;

  private final Runnable task;
  private final @Nullable AtExit next;

  private AtExit(Runnable task, @Nullable AtExit next) {
    this.task = task;
    this.next = next;
  }

  /** Adds a task, which must be quick. */
  public static synchronized void run(Runnable task) {
    first = new AtExit(task, first);
  }

  /** Runs all tasks, the last first. For a hook. */
  public static void runAll() {
    AtExit at;
    synchronized (AtExit.class) {
      at = first;
      first = null;
    }
    for (; at != null; at = at.next) {
      at.task.run();
    }
  }
}
