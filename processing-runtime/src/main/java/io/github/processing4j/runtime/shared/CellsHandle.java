package io.github.processing4j.runtime.shared;

import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Handles;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.sync.RLockHandle;
import io.github.processing4j.shared.Lockable;
import io.github.processing4j.sync.RLock;
import org.jspecify.annotations.Nullable;

/**
 * A value or an array, and the lock in its memory. Its text ends with the name of its interface, and for
 * an array with its length.
 */
abstract class CellsHandle extends Handle<Cells> implements Lockable {
  static final int BELLS = 1;

  /** Apart from that of the cells, so that either handle alone keeps the object. */
  static final int LOCK_ROLE = 1;

  private static final long serialVersionUID = 1;

  private transient volatile @Nullable RLockHandle lock;

  CellsHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  /** Begins with an object that was just made. */
  final void begin(SharedObject made) {
    adopt(made);
  }

  @Override
  protected final Cells open(SharedObject object) {
    return new Cells(object);
  }

  @Override
  protected final int bells() {
    return BELLS;
  }

  @Override
  public final RLock lock() {
    core();
    RLockHandle known = lock;
    return known != null ? known : findLock();
  }

  private RLockHandle findLock() {
    HandleText text = new HandleText(Kind.CELLS_LOCK, LOCK_ROLE, handleText().segment(), "");
    // The same for all who come here at once.
    RLockHandle found = (RLockHandle) Handles.get(text.toString(), false, CellsLock.MAKER);
    lock = found;
    return found;
  }

  @Override
  public final void close() {
    super.close();
    RLockHandle known = lock;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public final String toString() {
    return handleText().more();
  }
}
