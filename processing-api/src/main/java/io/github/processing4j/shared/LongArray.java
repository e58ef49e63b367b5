package io.github.processing4j.shared;

import java.nio.LongBuffer;

/**
 * An array of {@code long}s that processes share: the {@code Array} of Python's {@code
 * multiprocessing}.
 *
 * <p>Accesses to one element are atomic and ordered as volatile ones; those to many are not, as a
 * whole: take the {@link #lock()} where it matters. None but {@code withLock} blocks. All throw
 * {@link io.github.processing4j.ClosedHandleException} if this handle is closed, and {@link
 * IndexOutOfBoundsException} for what is no element. Thread-safe.
 *
 * @see io.github.processing4j.Processing#longArray(int)
 */
public interface LongArray extends Lockable {

  /** The number of elements. */
  int length();

  /** An element. */
  long get(int index);

  /** Sets an element. */
  void set(int index, long value);

  /**
   * Sets an element to {@code update} if it is {@code expected}.
   *
   * @return whether it was
   */
  boolean compareAndSet(int index, long expected, long update);

  /** Adds to an element, which wraps around, and answers what it was before. */
  long getAndAdd(int index, long delta);

  /**
   * Copies elements out.
   *
   * @param position of the first element here
   * @param offset where it goes in {@code target}
   * @param length how many
   */
  void get(int position, long[] target, int offset, int length);

  /**
   * Copies elements in.
   *
   * @param position of the first element here
   * @param offset where it is in {@code source}
   * @param length how many
   */
  void set(int position, long[] source, int offset, int length);

  /** Sets all elements. */
  void fill(long value);

  /** A copy of all elements. */
  default long[] toArray() {
    long[] copy = new long[length()];
    get(0, copy, 0, copy.length);
    return copy;
  }

  /**
   * A view of the elements, by plain accesses, in the byte order of the machine; a new one at every
   * call, from position 0 on. It may be used after {@link #close()}.
   */
  LongBuffer buffer();
}
