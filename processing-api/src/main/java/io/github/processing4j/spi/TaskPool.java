package io.github.processing4j.spi;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Worker processes that live on and run one task after another, each with a listener: what a {@link
 * io.github.processing4j.frame.FrameScheduler} on processes stands on. Thread-safe.
 */
public interface TaskPool {

  /**
   * Gets a task ready to be run. Copies it, where workers have JVMs of their own: what the program
   * changes later does not matter. Waits for nobody.
   *
   * @param task a {@link io.github.processing4j.Task}, {@link io.github.processing4j.ProgressTask},
   *     {@link io.github.processing4j.TaskFunction} or {@link
   *     io.github.processing4j.ProgressFunction}
   * @param argument of the function, ignored by tasks
   * @throws io.github.processing4j.NotSendableException if either cannot be sent
   */
  TaskRun prepare(Serializable task, @Nullable Object argument, TaskListener listener);

  /** Ends all tasks and all workers, at once. Waits for nobody; idempotent. */
  void close();
}
