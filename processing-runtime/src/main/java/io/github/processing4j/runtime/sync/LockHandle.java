package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;

/** What a user holds of a lock that is not reentrant. */
final class LockHandle extends BaseLockHandle {
  private static final long serialVersionUID = 1;

  LockHandle(HandleText text, boolean arrives) {
    super(text, arrives, LockPlace.alone(Kind.LOCK), false);
  }
}
