package io.github.processing4j.sync;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes and their threads, held by one thread of one process: a {@link
 * java.util.concurrent.locks.Lock} with the methods of Python's {@code multiprocessing.Lock} beside
 * Java's.
 *
 * <pre>{@code
 * lock.lock();
 * try {
 *   if (lock.recovered()) { repair(); }
 *   change();
 * } finally {
 *   lock.unlock();
 * }
 * }</pre>
 *
 * <p>It is not reentrant: the thread that holds it and asks for it again without a time limit gets
 * {@link IllegalMonitorStateException} instead of waiting for itself; with a limit, or without
 * waiting, it is told false. It is released by the thread that holds it. Threads that wait get it
 * in no particular order.
 *
 * <p>When the holder's process dies, the lock is taken over by the next thread that wants it,
 * within a second, and {@link #recovered()} tells that what it guards may be half done. A suspended
 * holder is alive: it keeps the lock. A thread that ends in a process that lives on keeps it too.
 *
 * <p>Thread-safe. Where the lock is free, taking and releasing it does not enter the kernel;
 * waiting uses no CPU. {@link io.github.processing4j.Process#stop()} ends any wait, also that of
 * {@link #lock()}.
 *
 * @apiNote {@code try (lock) { … }} would close the handle: it is not Python's {@code with lock}.
 *     Python lets any process release a lock; here the thread that holds it does.
 * @see io.github.processing4j.Processing#lock()
 */
public interface Lock extends java.util.concurrent.locks.Lock, Serializable, AutoCloseable {

  /**
   * Takes the lock. Blocks while another holds it; interruptible, unlike {@link #lock()}.
   *
   * @throws IllegalMonitorStateException if this thread holds it and it is not reentrant
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the lock was not
   *     taken, the flag is set again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  default void acquire() {
    acquire(true, null);
  }

  /**
   * Takes the lock, or, unless {@code blocking}, only if it is free now. Interruptible.
   *
   * @return whether the lock was taken; true if {@code blocking}
   * @throws IllegalMonitorStateException if {@code blocking}, this thread holds it and it is not
   *     reentrant
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the lock was not
   *     taken, the flag is set again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  default boolean acquire(boolean blocking) {
    return acquire(blocking, null);
  }

  /**
   * Takes the lock, waiting for it no longer than {@code timeout}. Blocks; interruptible.
   *
   * @param blocking false takes it only if it is free now, whatever the time
   * @param timeout null to wait without bound; zero or less does not wait
   * @return whether the lock was taken
   * @throws IllegalMonitorStateException if it is waited for without bound, this thread holds it
   *     and it is not reentrant
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; the lock was not
   *     taken, the flag is set again
   * @throws io.github.processing4j.ClosedHandleException if this handle is closed, or is closed
   *     meanwhile
   */
  boolean acquire(boolean blocking, @Nullable Duration timeout);

  /**
   * Releases the lock: {@link #unlock()} under Python's name. Never blocks.
   *
   * @throws IllegalMonitorStateException if this thread does not hold it
   */
  default void release() {
    unlock();
  }

  /**
   * Whether the lock was taken over from a holder that died: true from then on until it is
   * released, else false. For the holder to ask. Never blocks.
   */
  boolean recovered();

  /** Whether any thread of any process holds the lock at this moment. Never blocks. */
  boolean isLocked();

  /** Whether the calling thread holds the lock. Never blocks. */
  boolean isHeldByCurrentThread();

  /**
   * {@inheritDoc}
   *
   * @throws IllegalMonitorStateException if this thread does not hold it
   */
  @Override
  void unlock();

  /** A condition of this lock, new at every call. */
  @Override
  Condition newCondition();

  /**
   * Closes this handle; idempotent. Other processes go on with theirs. It does not release the
   * lock: {@link #unlock()} does, afterwards too.
   */
  @Override
  void close();
}
