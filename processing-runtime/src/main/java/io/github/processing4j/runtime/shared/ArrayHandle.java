package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An array, whose elements have a length of a power of two. */
abstract class ArrayHandle extends CellsHandle {
  private static final long serialVersionUID = 1;

  private final transient int length;
  private final transient int shift;

  ArrayHandle(HandleText text, boolean arrives, int shift) {
    super(text, arrives);
    this.length = Integer.parseInt(text.more().substring(text.more().indexOf(' ') + 1));
    this.shift = shift;
  }

  public final int length() {
    core();
    return length;
  }

  /** Where an element is in the memory. */
  final int at(Cells cells, int index) {
    return cells.begin + (Objects.checkIndex(index, length) << shift);
  }

  /** All elements. */
  final ByteBuffer bytes() {
    return core().view(length << shift);
  }
}
