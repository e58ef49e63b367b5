package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.shared.LongArray;
import java.nio.LongBuffer;

/** A {@link LongArray}. */
final class LongArrayHandle extends ArrayHandle implements LongArray {
  static final int SHIFT = 3;

  private static final long serialVersionUID = 1;

  LongArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public long get(int index) {
    Cells cells = core();
    return Words.getVolatile(cells.memory, at(cells, index));
  }

  @Override
  public void set(int index, long value) {
    Cells cells = core();
    Words.setVolatile(cells.memory, at(cells, index), value);
  }

  @Override
  public boolean compareAndSet(int index, long expected, long update) {
    Cells cells = core();
    return Words.compareAndSet(cells.memory, at(cells, index), expected, update);
  }

  @Override
  public long getAndAdd(int index, long delta) {
    Cells cells = core();
    return Words.getAndAdd(cells.memory, at(cells, index), delta);
  }

  @Override
  public void get(int position, long[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, long[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(long value) {
    LongBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public LongBuffer buffer() {
    return bytes().asLongBuffer();
  }
}
