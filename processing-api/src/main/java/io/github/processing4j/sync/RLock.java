package io.github.processing4j.sync;

/**
 * A {@link Lock} that its holder may take again: the {@code RLock} of Python's {@code
 * multiprocessing}, and between processes what {@link java.util.concurrent.locks.ReentrantLock} is
 * between threads.
 *
 * <p>It is free again when it was released as often as it was taken. When the holder's process dies
 * it is taken over as a whole.
 *
 * @see io.github.processing4j.Processing#rlock()
 */
public interface RLock extends Lock {

  /** How often the calling thread has taken the lock and not released it. Never blocks. */
  int getHoldCount();
}
