package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProgressFunction;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.TaskFunction;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.TaskPool;
import io.github.processing4j.spi.TaskRun;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Tasks with listeners, as calls of a pool. */
final class LocalTaskPool implements TaskPool {
  private final LocalPool pool;

  LocalTaskPool(LocalPool pool) {
    this.pool = pool;
  }

  @Override
  public TaskRun prepare(Serializable task, @Nullable Object argument, TaskListener listener) {
    CallShape shape = shape(task);
    ToldCall told = new ToldCall(pool.callbacks(), listener);
    told.is(pool.prepare(task, shape, shape.arguments() == 0 ? null : argument, told));
    return told;
  }

  private static CallShape shape(Serializable task) {
    if (task instanceof ProgressTask) {
      return CallShape.PROGRESS_TASK;
    }
    if (task instanceof ProgressFunction) {
      return CallShape.PROGRESS_FUNCTION;
    }
    return task instanceof TaskFunction ? CallShape.TOLD_FUNCTION : CallShape.TOLD_TASK;
  }

  @Override
  public void close() {
    pool.terminate();
  }
}
