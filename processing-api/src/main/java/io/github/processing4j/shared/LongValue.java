package io.github.processing4j.shared;

import io.github.processing4j.sync.RLock;
import java.util.function.LongUnaryOperator;

/**
 * A {@code long} that processes share: the {@code Value} of Python's {@code multiprocessing}, with
 * the methods of {@link java.util.concurrent.atomic.AtomicLong}.
 *
 * <p>Every method but {@code withLock} is atomic, never blocks, and is ordered as a volatile
 * access. All throw {@link io.github.processing4j.ClosedHandleException} if this handle is closed.
 * Thread-safe.
 *
 * @see io.github.processing4j.Processing#value(long)
 */
public interface LongValue extends Lockable {

  /** The value. */
  long get();

  /** Sets the value. */
  void set(long value);

  /** Sets the value and answers the one before. */
  long getAndSet(long value);

  /**
   * Sets the value to {@code update} if it is {@code expected}.
   *
   * @return whether it was
   */
  boolean compareAndSet(long expected, long update);

  /** Adds one and answers the sum, which wraps around. */
  default long incrementAndGet() {
    return getAndAdd(1) + 1;
  }

  /** Takes one away and answers the difference, which wraps around. */
  default long decrementAndGet() {
    return getAndAdd(-1) - 1;
  }

  /** Adds one and answers the value before. */
  default long getAndIncrement() {
    return getAndAdd(1);
  }

  /** Adds and answers the sum, which wraps around. */
  default long addAndGet(long delta) {
    return getAndAdd(delta) + delta;
  }

  /** Adds and answers the value before. */
  long getAndAdd(long delta);

  /**
   * Changes the value with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param fn asked by the calling thread for the new value; what it throws is thrown on, and the
   *     value is as before
   * @return the new value
   */
  default long withLock(LongUnaryOperator fn) {
    RLock lock = lock();
    lock.lock();
    try {
      long next = fn.applyAsLong(get());
      set(next);
      return next;
    } finally {
      lock.unlock();
    }
  }
}
