package io.github.processing4j.sync;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A place where a fixed number of processes and threads wait for each other: the methods of {@link
 * java.util.concurrent.CyclicBarrier}, and those of Python's {@code multiprocessing.Barrier}.
 *
 * <p>When the last party has come, all go on, and the barrier is as new. It breaks if a party that
 * waits is interrupted, stopped, runs out of time or dies, or if somebody calls {@link #abort()}:
 * then all that wait, and all that come, get {@link BrokenBarrierException}, until {@link
 * #reset()}. A suspended party is alive: once it has come it counts. A process that dies before it
 * has come is not known to the barrier; a time limit is for that.
 *
 * <p>Thread-safe. {@link io.github.processing4j.Process#stop()} ends any wait.
 *
 * @see io.github.processing4j.Processing#barrier(int)
 */
public interface Barrier extends Serializable, AutoCloseable {

  /**
   * Waits until all parties have come. Blocks; interruptible.
   *
   * @return the arrival index as of {@link java.util.concurrent.CyclicBarrier}: {@code getParties()
   *     - 1} for the first that came, 0 for the last
   * @throws InterruptedException if interrupted; the barrier is broken
   * @throws BrokenBarrierException if it is broken, or broken meanwhile, or reset meanwhile
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile, which breaks the barrier
   */
  int await() throws InterruptedException, BrokenBarrierException;

  /**
   * Waits until all parties have come, but no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param timeout zero or less does not wait
   * @return the arrival index: {@code getParties() - 1} for the first that came, 0 for the last
   * @throws InterruptedException if interrupted; the barrier is broken
   * @throws BrokenBarrierException if it is broken, or broken meanwhile, or reset meanwhile
   * @throws TimeoutException if the time ran out; the barrier is broken
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile, which breaks the barrier
   */
  int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

  /**
   * As {@link #await(Duration)}, with the time as {@code java.util.concurrent} has it.
   *
   * @param timeout zero or less does not wait
   */
  default int await(long timeout, TimeUnit unit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    return await(Duration.ofNanos(unit.toNanos(timeout)));
  }

  /**
   * Makes the barrier as new. Parties that wait get {@link BrokenBarrierException}. Never blocks.
   *
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  void reset();

  /**
   * Breaks the barrier. Never blocks.
   *
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  void abort();

  /** Whether the barrier is broken. Never blocks. */
  boolean isBroken();

  /** How many have to come; 1 or more. */
  int getParties();

  /** How many wait at this moment. Never blocks. */
  int getNumberWaiting();

  /** Closes this handle; idempotent. */
  @Override
  void close();
}
