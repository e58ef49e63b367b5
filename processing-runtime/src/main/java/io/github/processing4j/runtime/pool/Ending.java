package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/** Hears of a result. */
interface Ending {

  /** It is done. Under the lock of the {@link Dispatcher}: must not wait, nor run anything of the program. */
  void ended(Result<?> result);

  /** A call has told of itself; otherwise as {@link Job#reported} and {@link #ended}. */
  default void reported(long pid, @Nullable Report report) {}
}
