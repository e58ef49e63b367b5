package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Task;
import io.github.processing4j.TaskFunction;
import org.jspecify.annotations.Nullable;

/** What the workers of pools run: nothing, so that what is measured is the pool. */
public final class PoolTasks {
  private PoolTasks() {}

  /** A call without an argument. */
  public static Task<@Nullable Integer> call() {
    return () -> null;
  }

  /** What is done with each item. */
  public static TaskFunction<Integer, @Nullable Integer> function() {
    return item -> null;
  }
}
