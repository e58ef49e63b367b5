package io.github.processing4j.shared;

import io.github.processing4j.sync.RLock;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shared data with a lock of its own: what the values and arrays of this package have in common.
 *
 * <p>Thread-safe. The handle is serializable: it may be captured by a target, given as an argument,
 * or sent through a queue.
 *
 * <p>The lock is for changes that take several steps, as {@code with value.get_lock()} in Python;
 * single accesses do not take it, and do not wait for who holds it. If its holder dies, the next
 * can tell by {@link RLock#recovered()}.
 */
public interface Lockable extends Serializable, AutoCloseable {

  /** The lock; the same at every call. */
  RLock lock();

  /**
   * Runs {@code action} with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param action run by the calling thread; what it throws is thrown on
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  default void withLock(Runnable action) {
    RLock lock = lock();
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks {@code action} with the lock held. Blocks while another holds it; not interruptible, but
   * ended by {@link io.github.processing4j.Process#stop()}.
   *
   * @param action asked by the calling thread; what it throws is thrown on
   * @return what it answered
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed
   */
  default <R extends @Nullable Object> R withLock(Supplier<R> action) {
    RLock lock = lock();
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes this handle and that of its lock; idempotent. Other processes go on with theirs; every
   * later call throws {@link io.github.processing4j.ClosedHandleException}.
   */
  @Override
  void close();
}
