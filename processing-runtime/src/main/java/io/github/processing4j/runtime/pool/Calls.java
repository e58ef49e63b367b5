package io.github.processing4j.runtime.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How functions and items are made ready for workers: written for other JVMs, or as they are. */
interface Calls {

  /**
   * A function.
   *
   * @throws io.github.processing4j.NotSendableException if it cannot be sent
   */
  Function function(Object target, CallShape shape);

  /**
   * The next items of a job.
   *
   * @param items each a value; in a job of {@link CallShape#BI_FUNCTION} each a {@code Map.Entry}; in one
   *     of no arguments one null. An item that cannot be sent is answered, with its failure, by the caller
   *     of this method: see {@code failures}
   * @param failures takes, by its position in {@code items}, why an item cannot be sent; workers skip it
   */
  Chunk chunk(
      Job job, int first, List<? extends @Nullable Object> items, @Nullable Throwable[] failures);
}
