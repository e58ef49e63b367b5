package io.github.processing4j;

/** Hears how far a {@link Pool} is. */
@FunctionalInterface
public interface PoolListener {

  /**
   * Called when something has changed, at most about twenty times a second, and once more when all calls
   * that the pool was given have ended. On the thread of the pool's callbacks: what it does delays other
   * callbacks, but no task and no result. What it throws goes to that thread's handler of uncaught
   * exceptions.
   */
  void progressed(PoolProgress progress);
}
