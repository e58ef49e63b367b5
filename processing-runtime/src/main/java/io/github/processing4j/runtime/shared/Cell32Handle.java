package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;

/** A value of up to 32 bits, as an int. */
abstract class Cell32Handle extends CellsHandle {
  private static final long serialVersionUID = 1;

  Cell32Handle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  final int load() {
    Cells cells = core();
    return Words.getIntVolatile(cells.memory, cells.begin);
  }

  final void store(int value) {
    Cells cells = core();
    Words.setIntVolatile(cells.memory, cells.begin, value);
  }

  final int loadAndStore(int value) {
    Cells cells = core();
    return Words.getAndSetInt(cells.memory, cells.begin, value);
  }

  final boolean compareAndStore(int expected, int value) {
    Cells cells = core();
    return Words.compareAndSetInt(cells.memory, cells.begin, expected, value);
  }

  final int loadAndAdd(int delta) {
    Cells cells = core();
    return Words.getAndAddInt(cells.memory, cells.begin, delta);
  }
}
