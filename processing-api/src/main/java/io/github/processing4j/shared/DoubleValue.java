package io.github.processing4j.shared;

import io.github.processing4j.sync.RLock;
import java.util.function.DoubleUnaryOperator;

/**
 * A {@code double} that processes share: the {@code Value} of Python's {@code multiprocessing}.
 *
 * <p>Every method but {@code withLock} is atomic, never blocks, and is ordered as a volatile
 * access. All throw {@link io.github.processing4j.ClosedHandleException} if this handle is closed.
 * Thread-safe.
 *
 * @see io.github.processing4j.Processing#value(double)
 */
public interface DoubleValue extends Lockable {

  /** The value. */
  double get();

  /** Sets the value. */
  void set(double value);

  /** Sets the value and answers the one before. */
  double getAndSet(double value);

  /**
   * Sets the value to {@code update} if it is {@code expected}. Values are compared by their bits.
   *
   * @return whether it was
   */
  boolean compareAndSet(double expected, double update);

  /**
   * Changes the value with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param fn asked by the calling thread for the new value; what it throws is thrown on, and the
   *     value is as before
   * @return the new value
   */
  default double withLock(DoubleUnaryOperator fn) {
    RLock lock = lock();
    lock.lock();
    try {
      double next = fn.applyAsDouble(get());
      set(next);
      return next;
    } finally {
      lock.unlock();
    }
  }
}
