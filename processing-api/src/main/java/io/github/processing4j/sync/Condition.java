package io.github.processing4j.sync;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits, with a lock given up meanwhile, to be told by another process or thread that something has
 * changed: a {@link java.util.concurrent.locks.Condition}, with the methods of Python's {@code
 * multiprocessing.Condition} beside Java's.
 *
 * <pre>{@code
 * condition.acquire();
 * try {
 *   condition.waitFor(() -> count.get() > 0, Duration.ofSeconds(1));
 * } finally {
 *   condition.release();
 * }
 * }</pre>
 *
 * <p>Its {@link #lock()} must be held by the thread that waits or signals, else {@link
 * IllegalMonitorStateException}; a wait gives it up, however often it was taken, and has it again
 * when it returns or throws. A wait may end without a signal: ask in a loop, or use {@code
 * waitFor}.
 *
 * <p>Signals go to those who have waited longest. One that reaches a process which has died goes to
 * the next waiter, and so does one whose waiter was interrupted, ran out of time or dies before it
 * has the lock again. A suspended process is alive: what it was told is its own. If the holder of
 * the lock dies, whoever has it next can tell by {@link Lock#recovered()}.
 *
 * <p>Thread-safe. {@link io.github.processing4j.Process#stop()} ends any wait.
 *
 * @apiNote Python's {@code notify()} and {@code notify_all()} are {@link #signal()} and {@link
 *     #signalAll()} here: {@code notify()}, {@code notifyAll()} and {@code wait()} in Java are
 *     those of {@link Object}.
 * @see io.github.processing4j.Processing#condition()
 */
public interface Condition
    extends java.util.concurrent.locks.Condition, Serializable, AutoCloseable {

  /** The lock of this condition; the same at every call. */
  Lock lock();

  /** Takes the lock: {@link Lock#acquire()}. */
  default void acquire() {
    lock().acquire();
  }

  /** Takes the lock, if need be without waiting: {@link Lock#acquire(boolean)}. */
  default boolean acquire(boolean blocking) {
    return lock().acquire(blocking);
  }

  /** Takes the lock within a time: {@link Lock#acquire(boolean, Duration)}. */
  default boolean acquire(boolean blocking, @Nullable Duration timeout) {
    return lock().acquire(blocking, timeout);
  }

  /** Releases the lock: {@link Lock#release()}. */
  default void release() {
    lock().release();
  }

  /**
   * Waits for a signal, but no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param timeout zero or less does not wait, but gives the lock up for a moment
   * @return false if the time ran out
   * @throws InterruptedException if interrupted
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean await(Duration timeout) throws InterruptedException;

  /**
   * Wakes up to {@code count} of those that wait. Never blocks.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if {@code count} is negative
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  void signal(int count);

  /**
   * Wakes up to {@code count} of those that wait: {@link #signal(int)} under Python's name. Without
   * an argument it is another method, that of {@link Object}.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if {@code count} is negative
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  default void notify(int count) {
    signal(count);
  }

  /**
   * Waits until {@code predicate} is true: asks at once, and after each signal. Blocks;
   * interruptible.
   *
   * @param predicate asked by the calling thread, which holds the lock then
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the flag is set
   *     again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  default void waitFor(BooleanSupplier predicate) {
    waitFor(predicate, null);
  }

  /**
   * Waits until {@code predicate} is true, but no longer than {@code timeout}: asks at once, after
   * each signal, and when the time is over. Blocks; interruptible.
   *
   * @param predicate asked by the calling thread, which holds the lock then
   * @param timeout null to wait without bound; zero or less asks once
   * @return what the predicate told last; false not before the time is over
   * @throws IllegalMonitorStateException if this thread does not hold the lock
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the flag is set
   *     again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean waitFor(BooleanSupplier predicate, @Nullable Duration timeout);

  /** Closes this handle, but not that of its lock; idempotent. */
  @Override
  void close();
}
