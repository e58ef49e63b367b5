package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Words;

/** A value of up to 64 bits, as a long. */
abstract class Cell64Handle extends CellsHandle {
  private static final long serialVersionUID = 1;

  Cell64Handle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  final long load() {
    Cells cells = core();
    return Words.getVolatile(cells.memory, cells.begin);
  }

  final void store(long value) {
    Cells cells = core();
    Words.setVolatile(cells.memory, cells.begin, value);
  }

  final long loadAndStore(long value) {
    Cells cells = core();
    return Words.getAndSet(cells.memory, cells.begin, value);
  }

  final boolean compareAndStore(long expected, long value) {
    Cells cells = core();
    return Words.compareAndSet(cells.memory, cells.begin, expected, value);
  }

  final long loadAndAdd(long delta) {
    Cells cells = core();
    return Words.getAndAdd(cells.memory, cells.begin, delta);
  }
}
