package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.sync.RLock;

/** What a user holds of a reentrant lock: one of its own, or that of values or an array. */
public final class RLockHandle extends BaseLockHandle implements RLock {
  private static final long serialVersionUID = 1;

  RLockHandle(HandleText text, boolean arrives) {
    this(text, arrives, LockPlace.alone(Kind.RLOCK));
  }

  /**
   * A handle of a lock within an object that has other things too. It opens the object when it is
   * used first; the words of a free lock are zeros.
   *
   * @param text names the object; with a kind and a role that the object's other handles have not
   * @param arrives whether it was counted as under way
   */
  public RLockHandle(HandleText text, boolean arrives, LockPlace place) {
    super(text, arrives, place, true);
  }

  @Override
  public int getHoldCount() {
    return held().holds();
  }
}
