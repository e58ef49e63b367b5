package io.github.processing4j.sync;

/**
 * A {@link Semaphore} that never has more permits than at first: the {@code BoundedSemaphore} of
 * Python's {@code multiprocessing}.
 *
 * @see io.github.processing4j.Processing#boundedSemaphore(int)
 */
public interface BoundedSemaphore extends Semaphore {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if all permits are there already
   */
  @Override
  default void release() {
    release(1);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if there would be more permits than at first; none is given back
   */
  @Override
  void release(int permits);
}
