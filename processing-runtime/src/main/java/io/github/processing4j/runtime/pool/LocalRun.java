package io.github.processing4j.runtime.pool;

import io.github.processing4j.Target;
import io.github.processing4j.TaskBiFunction;
import io.github.processing4j.TaskFunction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs what never began, in the thread of who runs it. What a call returns is lost. */
final class LocalRun implements Runnable {
  private final Function function;
  private final List<? extends @Nullable Object> items;

  LocalRun(Function function, List<? extends @Nullable Object> items) {
    this.function = function;
    this.items = items;
  }

  /** Throws what the first that failed has thrown, and runs all. */
  @Override
  public void run() {
    Throwable first = null;
    for (Object item : items) {
      try {
        call(item);
      } catch (Throwable e) {
        if (first == null) {
          first = e;
        }
      }
    }
    if (first != null) {
      throw Failures.unchecked(first);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Items are of the types that the function takes.
  private void call(@Nullable Object item) throws Exception {
    Object target = function.target();
    switch (function.shape()) {
      case TASK, CALLABLE -> ((Callable<Object>) target).call();
      case TARGET -> ((Target) target).run();
      case ACTION -> ((Runnable) target).run();
      case FUNCTION -> ((TaskFunction<Object, Object>) target).apply(item);
      case BI_FUNCTION -> {
        Map.Entry<Object, Object> pair = (Map.Entry<Object, Object>) item;
        ((TaskBiFunction<Object, Object, Object>) target).apply(pair.getKey(), pair.getValue());
      }
    }
  }

  @Override
  public String toString() {
    return "LocalRun[" + function.target() + "]";
  }
}
