package io.github.processing4j.runtime.pool;

/** Hears that a result is there. */
interface Ending {

  /** It is done. Under the lock of the {@link Dispatcher}: must not wait, nor run anything of the program. */
  void ended(Result<?> result);
}
