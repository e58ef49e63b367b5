package io.github.processing4j.shared;

import java.nio.FloatBuffer;

/**
 * An array of {@code float}s that processes share: the {@code Array} of Python's {@code
 * multiprocessing}.
 *
 * <p>Accesses to one element are atomic and ordered as volatile ones; those to many are not, as a
 * whole: take the {@link #lock()} where it matters. None but {@code withLock} blocks. All throw
 * {@link io.github.processing4j.ClosedHandleException} if this handle is closed, and {@link
 * IndexOutOfBoundsException} for what is no element. Thread-safe.
 *
 * @see io.github.processing4j.Processing#floatArray(int)
 */
public interface FloatArray extends Lockable {

  /** The number of elements. */
  int length();

  /** An element. */
  float get(int index);

  /** Sets an element. */
  void set(int index, float value);

  /**
   * Sets an element to {@code update} if it is {@code expected}. Values are compared by their bits.
   *
   * @return whether it was
   */
  boolean compareAndSet(int index, float expected, float update);

  /**
   * Copies elements out.
   *
   * @param position of the first element here
   * @param offset where it goes in {@code target}
   * @param length how many
   */
  void get(int position, float[] target, int offset, int length);

  /**
   * Copies elements in.
   *
   * @param position of the first element here
   * @param offset where it is in {@code source}
   * @param length how many
   */
  void set(int position, float[] source, int offset, int length);

  /** Sets all elements. */
  void fill(float value);

  /** A copy of all elements. */
  default float[] toArray() {
    float[] copy = new float[length()];
    get(0, copy, 0, copy.length);
    return copy;
  }

  /**
   * A view of the elements, by plain accesses, in the byte order of the machine; a new one at every
   * call, from position 0 on. It may be used after {@link #close()}.
   */
  FloatBuffer buffer();
}
