package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Handles;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.sync.LockPlace;
import io.github.processing4j.runtime.sync.RLockHandle;

/** Makes handles of the locks of values and arrays. */
final class CellsLock implements Handles.Maker {
  static final CellsLock MAKER = new CellsLock();

  private CellsLock() {}

  @Override
  public Handle<?> make(HandleText text, boolean arrives) {
    return new RLockHandle(text, arrives, new LockPlace(Kind.CELLS, CellsHandle.BELLS, 0, 0));
  }
}
