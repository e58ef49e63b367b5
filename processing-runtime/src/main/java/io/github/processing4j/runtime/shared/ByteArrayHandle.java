package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.shared.ByteArray;
import java.nio.ByteBuffer;

/** A {@link ByteArray}. */
final class ByteArrayHandle extends ArrayHandle implements ByteArray {
  static final int SHIFT = 0;

  private static final long serialVersionUID = 1;

  ByteArrayHandle(HandleText text, boolean arrives) {
    super(text, arrives, SHIFT);
  }

  @Override
  public byte get(int index) {
    Cells cells = core();
    return (byte) Narrow.get(cells.memory, at(cells, index), Narrow.BYTE);
  }

  @Override
  public void set(int index, byte value) {
    Cells cells = core();
    Narrow.set(cells.memory, at(cells, index), Narrow.BYTE, value);
  }

  @Override
  public boolean compareAndSet(int index, byte expected, byte update) {
    Cells cells = core();
    return Narrow.compareAndSet(cells.memory, at(cells, index), Narrow.BYTE, expected, update);
  }

  @Override
  public void get(int position, byte[] target, int offset, int length) {
    buffer().get(position, target, offset, length);
  }

  @Override
  public void set(int position, byte[] source, int offset, int length) {
    buffer().put(position, source, offset, length);
  }

  @Override
  public void fill(byte value) {
    ByteBuffer all = buffer();
    while (all.hasRemaining()) {
      all.put(value);
    }
  }

  @Override
  public ByteBuffer buffer() {
    return bytes();
  }
}
