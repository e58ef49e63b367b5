package io.github.processing4j.sync;

import java.io.Serializable;
import java.time.Duration;

/**
 * A flag that processes and their threads set, clear, and wait for: the {@code Event} of Python's
 * {@code multiprocessing}.
 *
 * <p>Setting it wakes all that wait, in all processes. It stays set until it is cleared, and is at
 * first not set. A process that dies leaves it as it is. Thread-safe. {@link
 * io.github.processing4j.Process#stop()} ends any wait.
 *
 * @apiNote Python's {@code event.wait()} is {@link #await()} here; {@code event.wait()} in Java is
 *     that of {@link Object}.
 * @see io.github.processing4j.Processing#event()
 */
public interface Event extends Serializable, AutoCloseable {

  /** Sets the flag and wakes all that wait for it, also if it is cleared at once. Never blocks. */
  void set();

  /** Clears the flag. Never blocks. */
  void clear();

  /** Whether the flag is set. Never blocks. */
  boolean isSet();

  /**
   * Waits until the flag is set. Blocks; interruptible.
   *
   * @throws InterruptedException if interrupted
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  void await() throws InterruptedException;

  /**
   * Waits until the flag is set, but no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param timeout zero or less does not wait
   * @return whether it was set in time
   * @throws InterruptedException if interrupted
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean await(Duration timeout) throws InterruptedException;

  /** Closes this handle; idempotent. The flag is as before to others. */
  @Override
  void close();
}
