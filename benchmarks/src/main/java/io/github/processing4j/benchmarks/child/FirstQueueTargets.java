package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Queue;
import io.github.processing4j.Target;

/** What a child runs that has never seen a queue before. */
public final class FirstQueueTargets {
  private FirstQueueTargets() {}

  /** As {@link Targets#stamp}, and puts the time into a queue. */
  public static Target stampAndPut(String path, Queue<Long> queue) {
    return () -> {
      long now = System.nanoTime();
      Stamp.write(path, now);
      queue.put(now);
    };
  }

  /** The same without the queue. */
  public static Target stamp(String path) {
    return () -> {
      long now = System.nanoTime();
      Stamp.write(path, now);
    };
  }
}
