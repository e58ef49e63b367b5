package io.github.processing4j.runtime.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the floors below have to do as this JVM ends, in the hooks that those above register. */
public final class AtExit {
  private static final Queue<Runnable> TASKS = new ConcurrentLinkedQueue<>();

  private AtExit() {}

  /** Adds a task, which must be quick. */
  public static void run(Runnable task) {
    TASKS.add(task);
  }

  /** Runs all tasks. For a hook. */
  public static void runAll() {
    for (Runnable task = TASKS.poll(); task != null; task = TASKS.poll()) {
      task.run();
    }
  }
}
