package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Lock;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a user holds of a lock. */
abstract class BaseLockHandle extends SyncHandle<LockCore> implements Lock {
  private static final long serialVersionUID = 1;

  private final transient LockPlace place;
  private final transient boolean reentrant;

  BaseLockHandle(HandleText text, boolean arrives, LockPlace place, boolean reentrant) {
    super(text, arrives);
    this.place = place;
    this.reentrant = reentrant;
  }

  @Override
  final LockCore make(SharedObject object) {
    return new LockCore(object, place, reentrant);
  }

  @Override
  protected final int bells() {
    return place.bells();
  }

  @Override
  protected final int segmentKind() {
    return place.kind();
  }

  @Override
  public final void lock() {
    try {
      core().take(false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final void lockInterruptibly() throws InterruptedException {
    try {
      core().take(true);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final boolean tryLock() {
    return core().tryTake();
  }

  @Override
  public final boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    try {
      return core().take(unit.toNanos(time), true);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final boolean acquire(boolean blocking, @Nullable Duration timeout) {
    try {
      LockCore core = core();
      if (!blocking) {
        return core.take(0, true);
      }
      if (timeout != null) {
        return core.take(nanosOf(timeout), true);
      }
      core.take(true);
      return true;
    } catch (InterruptedException e) {
      throw interrupted("acquire", e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final void unlock() {
    held().release();
  }

  @Override
  public final boolean recovered() {
    return held().isRecovered();
  }

  @Override
  public final boolean isLocked() {
    return core().isTaken();
  }

  @Override
  public final boolean isHeldByCurrentThread() {
    return held().isMine();
  }

  @Override
  public final Condition newCondition() {
    return SyncObjects.condition(this);
  }
}
