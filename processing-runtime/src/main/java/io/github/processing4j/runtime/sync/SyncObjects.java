package io.github.processing4j.runtime.sync;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import org.jspecify.annotations.Nullable;

/** Makes what is in this package, and handles of what was made elsewhere. */
public final class SyncObjects {
  private SyncObjects() {}

  /** A lock, free. */
  public static Lock lock() {
    SharedObject made = SharedObjects.create(Kind.LOCK, 1, LockPlace.BYTES);
    LockHandle handle = new LockHandle(SyncHandle.textOf(Kind.LOCK, made), false);
    handle.own(made);
    return handle;
  }

  /** A reentrant lock, free. */
  public static RLock rlock() {
    SharedObject made = SharedObjects.create(Kind.RLOCK, 1, LockPlace.BYTES);
    RLockHandle handle = new RLockHandle(SyncHandle.textOf(Kind.RLOCK, made), false);
    handle.own(made);
    return handle;
  }

  /**
   * A semaphore.
   *
   * @param permits 0 or more
   */
  public static Semaphore semaphore(int permits) {
    SharedObject made = SharedObjects.create(Kind.SEMAPHORE, 1, SemaphoreCore.BYTES);
    SemaphoreCore.init(made, permits, Integer.MAX_VALUE);
    SemaphoreHandle handle = new SemaphoreHandle(SyncHandle.textOf(Kind.SEMAPHORE, made), false);
    handle.own(made);
    return handle;
  }

  /**
   * A semaphore that never has more permits than at first.
   *
   * @param permits 0 or more
   */
  public static BoundedSemaphore boundedSemaphore(int permits) {
    SharedObject made = SharedObjects.create(Kind.BOUNDED_SEMAPHORE, 1, SemaphoreCore.BYTES);
    SemaphoreCore.init(made, permits, permits);
    BoundedSemaphoreHandle handle =
        new BoundedSemaphoreHandle(SyncHandle.textOf(Kind.BOUNDED_SEMAPHORE, made), false);
    handle.own(made);
    return handle;
  }

  /** An event, not set. */
  public static Event event() {
    SharedObject made = SharedObjects.create(Kind.EVENT, 1, EventCore.BYTES);
    EventHandle handle = new EventHandle(SyncHandle.textOf(Kind.EVENT, made), false);
    handle.own(made);
    return handle;
  }

  /**
   * A condition.
   *
   * @param lock its lock, or null for a new reentrant one
   * @throws IllegalArgumentException if the lock is not of this engine
   */
  public static Condition condition(@Nullable Lock lock) {
    Lock of = lock != null ? lock : rlock();
    if (!(of instanceof BaseLockHandle handle)) {
      throw new IllegalArgumentException(
          "a condition needs a lock of Processing.lock() or rlock(), not "
              + of.getClass().getName());
    }
    SharedObject made = SharedObjects.create(Kind.CONDITION, ConditionCore.BELLS, Waiters.BYTES);
    HandleText text = new HandleText(Kind.CONDITION, 0, made.name(), handle.text());
    ConditionHandle condition = new ConditionHandle(text, false, handle);
    condition.own(made);
    return condition;
  }

  /**
   * A barrier.
   *
   * @param parties 1 or more
   */
  public static Barrier barrier(int parties) {
    SharedObject made = SharedObjects.create(Kind.BARRIER, 1, BarrierCore.bytes(parties));
    BarrierCore.init(made, parties);
    BarrierHandle handle = new BarrierHandle(SyncHandle.textOf(Kind.BARRIER, made), false);
    handle.own(made);
    return handle;
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    switch (text.kind()) {
      case Kind.LOCK:
        return new LockHandle(text, arrives);
      case Kind.RLOCK:
        return new RLockHandle(text, arrives);
      case Kind.SEMAPHORE:
        return new SemaphoreHandle(text, arrives);
      case Kind.BOUNDED_SEMAPHORE:
        return new BoundedSemaphoreHandle(text, arrives);
      case Kind.EVENT:
        return new EventHandle(text, arrives);
      case Kind.CONDITION:
        return new ConditionHandle(
            text, arrives, (BaseLockHandle) SharedRefs.handle(text.more(), arrives));
      case Kind.BARRIER:
        return new BarrierHandle(text, arrives);
      default:
        throw new SegmentException(
            "a handle of kind " + text.kind() + ": another version of the library made it",
            text.toString(),
            null);
    }
  }
}
