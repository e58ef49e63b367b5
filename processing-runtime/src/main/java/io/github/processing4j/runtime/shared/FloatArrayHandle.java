package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.shared.FloatArray;
import java.nio.FloatBuffer;

/** A {@link FloatArray}. */
final class FloatArrayHandle extends ArrayHandle implements FloatArray {
  static final int SHIFT = 2;

  private static final long serialVersionUID = 1;

  FloatArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public float get(int index) {
    Cells cells = core();
    return Float.intBitsToFloat(Words.getIntVolatile(cells.memory, at(cells, index)));
  }

  @Override
  public void set(int index, float value) {
    Cells cells = core();
    Words.setIntVolatile(cells.memory, at(cells, index), Float.floatToRawIntBits(value));
  }

  @Override
  public boolean compareAndSet(int index, float expected, float update) {
    Cells cells = core();
    return Words.compareAndSetInt(
        cells.memory,
        at(cells, index),
        Float.floatToRawIntBits(expected),
        Float.floatToRawIntBits(update));
  }

  @Override
  public void get(int position, float[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, float[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(float value) {
    FloatBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public FloatBuffer buffer() {
    return bytes().asFloatBuffer();
  }
}
