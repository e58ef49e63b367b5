package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.shared.DoubleArray;
import java.nio.DoubleBuffer;

/** A {@link DoubleArray}. */
final class DoubleArrayHandle extends ArrayHandle implements DoubleArray {
  static final int SHIFT = 3;

  private static final long serialVersionUID = 1;

  DoubleArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public double get(int index) {
    Cells cells = core();
    return Double.longBitsToDouble(Words.getVolatile(cells.memory, at(cells, index)));
  }

  @Override
  public void set(int index, double value) {
    Cells cells = core();
    Words.setVolatile(cells.memory, at(cells, index), Double.doubleToRawLongBits(value));
  }

  @Override
  public boolean compareAndSet(int index, double expected, double update) {
    Cells cells = core();
    return Words.compareAndSet(
        cells.memory,
        at(cells, index),
        Double.doubleToRawLongBits(expected),
        Double.doubleToRawLongBits(update));
  }

  @Override
  public void get(int position, double[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, double[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(double value) {
    DoubleBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public DoubleBuffer buffer() {
    return bytes().asDoubleBuffer();
  }
}
