package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/**
 * A single call that is written, and waits to be given to its pool.
 *
 * @param failures why its argument cannot be sent, or null
 */
record PreparedCall(
    LocalPool pool, CallResult<?> result, Chunk chunk, @Nullable Throwable[] failures) {

  /**
   * Gives it to the pool.
   *
   * @throws java.util.concurrent.RejectedExecutionException if that was shut down
   * @throws io.github.processing4j.BrokenPoolException if that is broken
   */
  void start() {
    pool.submit(result, chunk, failures);
  }
}
