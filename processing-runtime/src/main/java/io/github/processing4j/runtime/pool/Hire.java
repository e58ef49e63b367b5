package io.github.processing4j.runtime.pool;

/** Makes the workers of a pool, and is what its collector waits at. */
interface Hire {

  /** A worker that is not started yet. */
  Worker hire(Foreman foreman, long id);

  /**
   * Handles all that workers have told meanwhile. For the collector alone.
   *
   * @return false if there was nothing
   */
  boolean collect(Foreman foreman);

  /** Waits until workers have told something, or {@link #wake} was called. For the collector alone. */
  void await(long nanos);

  /** Has the collector look again. Never blocks. */
  void wake();

  /** Lets go of all. */
  void close();
}
