package io.github.processing4j.runtime.pool;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Callee callee = Callee.of(function.target(), function.shape());
    Throwable first = null;
    for (Object item : items) {
      try {
        call(callee, item);
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

  private void call(Callee callee, @Nullable Object item) throws Throwable {
    if (function.shape() == CallShape.BI_FUNCTION) {
      Map.Entry<?, ?> pair = (Map.Entry<?, ?>) Objects.requireNonNull(item);
      callee.call(pair.getKey(), pair.getValue());
    } else {
      callee.call(item, null);
    }
  }

  @Override
  public String toString() {
    return "LocalRun[" + function.target() + "]";
  }
}
