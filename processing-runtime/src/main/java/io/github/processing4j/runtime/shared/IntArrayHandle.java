package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.shared.IntArray;
import java.nio.IntBuffer;

/** An {@link IntArray}. */
final class IntArrayHandle extends ArrayHandle implements IntArray {
  static final int SHIFT = 2;

  private static final long serialVersionUID = 1;

  IntArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public int get(int index) {
    Cells cells = core();
    return Words.getIntVolatile(cells.memory, at(cells, index));
  }

  @Override
  public void set(int index, int value) {
    Cells cells = core();
    Words.setIntVolatile(cells.memory, at(cells, index), value);
  }

  @Override
  public boolean compareAndSet(int index, int expected, int update) {
    Cells cells = core();
    return Words.compareAndSetInt(cells.memory, at(cells, index), expected, update);
  }

  @Override
  public int getAndAdd(int index, int delta) {
    Cells cells = core();
    return Words.getAndAddInt(cells.memory, at(cells, index), delta);
  }

  @Override
  public void get(int position, int[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, int[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(int value) {
    IntBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public IntBuffer buffer() {
    return bytes().asIntBuffer();
  }
}
