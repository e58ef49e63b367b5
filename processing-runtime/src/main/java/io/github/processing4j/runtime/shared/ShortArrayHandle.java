package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.ShortArray;
import java.nio.ShortBuffer;

/** A {@link ShortArray}. */
final class ShortArrayHandle extends ArrayHandle implements ShortArray {
  static final int SHIFT = 1;

  private static final long serialVersionUID = 1;

  ShortArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public short get(int index) {
    Cells cells = core();
    return (short) Narrow.get(cells.memory, at(cells, index), Narrow.SHORT);
  }

  @Override
  public void set(int index, short value) {
    Cells cells = core();
    Narrow.set(cells.memory, at(cells, index), Narrow.SHORT, value);
  }

  @Override
  public boolean compareAndSet(int index, short expected, short update) {
    Cells cells = core();
    return Narrow.compareAndSet(cells.memory, at(cells, index), Narrow.SHORT, expected, update);
  }

  @Override
  public void get(int position, short[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, short[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(short value) {
    ShortBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public ShortBuffer buffer() {
    return bytes().asShortBuffer();
  }
}
