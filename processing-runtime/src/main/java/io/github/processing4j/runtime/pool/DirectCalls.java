package io.github.processing4j.runtime.pool;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls as they are, for workers that are threads of this JVM: nothing is copied. Thread-safe.
 *
 * <p>The values of a chunk lie one after another, as many for each item as the function takes; a pair is
 * read when the chunk is made. Who runs them calls {@link Callee#of}.
 */
final class DirectCalls implements Calls {
  /** Stands for the values of an item that could not be read, and is skipped. */
  static final Object SKIPPED = new Object();

  @Override
  public Function function(Object target, CallShape shape) {
    return new Function(target, shape, null, null);
  }

  @Override
  public Chunk chunk(
      Job job, int first, List<? extends @Nullable Object> items, @Nullable Throwable[] failures) {
    int arguments = job.function.shape().arguments();
    @Nullable Object[] values = new Object[items.size() * arguments];
    if (arguments == 1) {
      items.toArray(values);
    } else if (arguments == 2) {
      int at = 0;
      for (Object item : items) {
        try {
          Map.Entry<?, ?> pair =
              (Map.Entry<?, ?>) Objects.requireNonNull(item, "a pair that is null");
          values[2 * at] = pair.getKey();
          values[2 * at + 1] = pair.getValue();
        } catch (RuntimeException e) {
          values[2 * at] = SKIPPED;
          failures[at] = e;
        }
        at++;
      }
    }
    return Chunk.ofValues(job, first, items.size(), values);
  }
}
