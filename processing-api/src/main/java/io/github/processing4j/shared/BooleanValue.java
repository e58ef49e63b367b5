package io.github.processing4j.shared;

import io.github.processing4j.sync.RLock;
import java.util.function.UnaryOperator;

/**
 * A {@code boolean} that processes share: the {@code Value} of Python's {@code multiprocessing},
 * with the methods of {@link java.util.concurrent.atomic.AtomicBoolean}.
 *
 * <p>Every method but {@code withLock} is atomic, never blocks, and is ordered as a volatile
 * access. All throw {@link io.github.processing4j.ClosedHandleException} if this handle is closed.
 * Thread-safe.
 *
 * @see io.github.processing4j.Processing#value(boolean)
 */
public interface BooleanValue extends Lockable {

  /** The value. */
  boolean get();

  /** Sets the value. */
  void set(boolean value);

  /** Sets the value and answers the one before. */
  boolean getAndSet(boolean value);

  /**
   * Sets the value to {@code update} if it is {@code expected}.
   *
   * @return whether it was
   */
  boolean compareAndSet(boolean expected, boolean update);

  /**
   * Changes the value with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param fn asked by the calling thread for the new value; what it throws is thrown on, and the
   *     value is as before
   * @return the new value
   */
  default boolean withLock(UnaryOperator<Boolean> fn) {
    RLock lock = lock();
    lock.lock();
    try {
      boolean next = fn.apply(get());
      set(next);
      return next;
    } finally {
      lock.unlock();
    }
  }
}
