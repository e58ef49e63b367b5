package io.github.processing4j.runtime.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls written for workers in other JVMs. Thread-safe. */
final class WrittenCalls implements Calls {

  @Override
  public Function function(Object target, CallShape shape) {
    return FunctionForm.write(target, shape);
  }

  @Override
  public Chunk chunk(
      Job job, int first, List<? extends @Nullable Object> items, @Nullable Throwable[] failures) {
    return ChunkForm.write(job, first, items, failures);
  }
}
