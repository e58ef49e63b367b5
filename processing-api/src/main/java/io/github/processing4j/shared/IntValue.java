package io.github.processing4j.shared;

import io.github.processing4j.sync.RLock;
import java.util.function.IntUnaryOperator;

/**
 * An {@code int} that processes share: the {@code Value} of Python's {@code multiprocessing}, with
 * the methods of {@link java.util.concurrent.atomic.AtomicInteger}.
 *
 * <pre>{@code
 * IntValue done = Processing.value(0);
 * Processing.start(() -> done.incrementAndGet());
 * done.withLock(n -> n * 2);
 * }</pre>
 *
 * <p>Every method but {@code withLock} is atomic, never blocks, and is ordered as a volatile
 * access. All throw {@link io.github.processing4j.ClosedHandleException} if this handle is closed.
 * Thread-safe.
 *
 * @see io.github.processing4j.Processing#value(int)
 */
public interface IntValue extends Lockable {

  /** The value. */
  int get();

  /** Sets the value. */
  void set(int value);

  /** Sets the value and answers the one before. */
  int getAndSet(int value);

  /**
   * Sets the value to {@code update} if it is {@code expected}.
   *
   * @return whether it was
   */
  boolean compareAndSet(int expected, int update);

  /** Adds one and answers the sum, which wraps around. */
  default int incrementAndGet() {
    return getAndAdd(1) + 1;
  }

  /** Takes one away and answers the difference, which wraps around. */
  default int decrementAndGet() {
    return getAndAdd(-1) - 1;
  }

  /** Adds one and answers the value before. */
  default int getAndIncrement() {
    return getAndAdd(1);
  }

  /** Adds and answers the sum, which wraps around. */
  default int addAndGet(int delta) {
    return getAndAdd(delta) + delta;
  }

  /** Adds and answers the value before. */
  int getAndAdd(int delta);

  /**
   * Changes the value with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param fn asked by the calling thread for the new value; what it throws is thrown on, and the
   *     value is as before
   * @return the new value
   */
  default int withLock(IntUnaryOperator fn) {
    RLock lock = lock();
    lock.lock();
    try {
      int next = fn.applyAsInt(get());
      set(next);
      return next;
    } finally {
      lock.unlock();
    }
  }
}
