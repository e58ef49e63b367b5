package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;

/**
 * A condition in shared memory: {@link Waiters}, and bells that they share. Its lock is another object,
 * or words of one.
 *
 * <p>Thread-safe.
 */
final class ConditionCore extends SyncCore implements Waiters.Rouser {
  /** A thread that is signalled wakes few others. */
  static final int BELLS = 8;

  private final Waiters waiters;

  ConditionCore(SharedObject object) {
    super(object);
    this.waiters = new Waiters(object);
  }

  /**
   * Waits, with the lock given up meanwhile. Blocks.
   *
   * @param timeoutNanos zero or less does not wait, but gives the lock up
   * @return whether it was signalled
   */
  boolean await(LockCore lock, long timeoutNanos, boolean interruptible)
      throws InterruptedException {
    lock.requireOwner();
    Bell.check(interruptible);
    requireOpen();
    int entry = waiters.enter(this);
    int holds = lock.releaseWhole();
    boolean takesSignal = false;
    try {
      bellOf(entry).await(new Signalled(this, entry), timeoutNanos, interruptible);
      takesSignal = !waiters.leave(entry);
    } catch (InterruptedException e) {
      takesSignal = !waiters.leave(entry);
      if (!takesSignal) {
        throw e;
      }
      // The signal was first.
      Thread.currentThread().interrupt();
    } finally {
      retake(lock, holds, entry, takesSignal);
    }
    return takesSignal;
  }

  private void retake(LockCore lock, int holds, int entry, boolean takesSignal) {
    boolean returns = false;
    try {
      lock.retake(holds);
      returns = true;
    } finally {
      if (!returns || !takesSignal) {
        waiters.giveUp(entry, this);
      }
      waiters.remove(entry);
    }
  }

  /** Wakes those who have waited longest. */
  void signal(LockCore lock, int count) {
    lock.requireOwner();
    waiters.signal(count, this);
  }

  @Override
  public void rouse(int entry) {
    bellOf(entry).ringAll();
  }

  private Bell bellOf(int entry) {
    return object.bell(entry % BELLS);
  }

  /** A thread that waits. */
  private static final class Signalled implements Ready {
    private final ConditionCore condition;
    private final int entry;

    Signalled(ConditionCore condition, int entry) {
      this.condition = condition;
      this.entry = entry;
    }

    @Override
    public boolean isReady() {
      if (!condition.waiters.isWaiting(entry)) {
        return true;
      }
      condition.requireOpen();
      return false;
    }

    @Override
    public void recheck() {
      condition.waiters.passOn(condition);
    }
  }
}
