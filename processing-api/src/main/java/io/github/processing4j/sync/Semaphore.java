package io.github.processing4j.sync;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that processes and their threads take and give back: the methods of {@link
 * java.util.concurrent.Semaphore}, and those of Python's {@code multiprocessing.Semaphore}.
 *
 * <p>What a process has taken and not released is given back when it dies, within a second; a
 * suspended process keeps it. A permit that goes to a waiter which dies at that moment goes to the
 * next. Waiters get permits in no particular order.
 *
 * <p>Thread-safe; a permit belongs to a process, and any of its threads may release it. {@link
 * io.github.processing4j.Process#stop()} ends any wait.
 *
 * @apiNote Where one process releases what another has taken, a death cannot give back the right
 *     number: to count events use an {@link Event}, a {@link Condition} or a queue.
 * @see io.github.processing4j.Processing#semaphore(int)
 */
public interface Semaphore extends Serializable, AutoCloseable {

  /**
   * Takes a permit. Blocks while there is none; interruptible.
   *
   * @throws InterruptedException if interrupted; none was taken
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  default void acquire() throws InterruptedException {
    acquire(1);
  }

  /**
   * Takes several permits, all at once. Blocks while there are not as many; interruptible.
   *
   * @param permits 0 or more
   * @throws IllegalArgumentException if {@code permits} is negative
   * @throws InterruptedException if interrupted; none was taken
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  void acquire(int permits) throws InterruptedException;

  /**
   * Takes a permit, or, unless {@code blocking}, only if there is one now. Interruptible.
   *
   * @return whether it was taken; true if {@code blocking}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; none was taken,
   *     the flag is set again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  default boolean acquire(boolean blocking) {
    return acquire(blocking, null);
  }

  /**
   * Takes a permit, waiting for it no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param blocking false takes one only if there is one now, whatever the time
   * @param timeout null to wait without bound; zero or less does not wait
   * @return whether it was taken
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; none was taken,
   *     the flag is set again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean acquire(boolean blocking, @Nullable Duration timeout);

  /**
   * Takes a permit if there is one now. Never blocks.
   *
   * @return whether it was taken
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  boolean tryAcquire();

  /**
   * Takes a permit, waiting for it no longer than the time. Blocks; interruptible.
   *
   * @param timeout zero or less does not wait
   * @return whether it was taken
   * @throws InterruptedException if interrupted; none was taken
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException;

  /**
   * Gives a permit back. Never blocks. There may be more permits than at first, unless it is a
   * {@link BoundedSemaphore}.
   *
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  default void release() {
    release(1);
  }

  /**
   * Gives several permits back. Never blocks.
   *
   * @param permits 0 or more
   * @throws IllegalArgumentException if {@code permits} is negative
   * @throws IllegalStateException if there would be more than {@link Integer#MAX_VALUE}; none is
   *     given back
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  void release(int permits);

  /** The permits that are there at this moment: Python's {@code get_value}. Never blocks. */
  int availablePermits();

  /** Closes this handle; idempotent. What this process has taken stays taken until it ends. */
  @Override
  void close();
}
