package io.github.processing4j.runtime.sync;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import org.jspecify.annotations.Nullable;

/**
 * A lock in shared memory.
 *
 * <pre>
 *    0  long  owner: 0 if it is free; else
 *               bits  0-31  id of the thread
 *                    32-59  slot of its JVM
 *                       60  recovered: it was taken from a JVM that had died
 *    8  int   how often the owner holds it; written by the owner alone
 * </pre>
 *
 * <p>A free lock is taken by one compare-and-set of the owner, and released by a volatile store of 0.
 * Nobody waits for who is not the owner: one that dies or is suspended on its way to the lock is on
 * nobody else's.
 *
 * <p>Whoever finds the owner's JVM dead, by its liveness lock, sets the owner from that very word to
 * itself, with the bit for recovered. Several may race there; one wins, for slots do not recur in a
 * session, so that the word of a dead owner never comes back. If the winner dies, its word is that of a
 * dead owner again. A suspended owner is alive.
 *
 * <p>The change of the owner is the whole of each operation, so a death at any instant leaves either
 * the word from before or the one from after. What it can leave undone is the ring after a release:
 * then those who wait look by themselves.
 *
 * <p>Thread-safe.
 */
final class LockCore extends SyncCore {
  private static final int HOLDS_AT = 8;
  private static final int SLOT_SHIFT = 32;
  private static final long THREAD_MASK = (1L << SLOT_SHIFT) - 1;
  private static final long RECOVERED = 1L << 60;
  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final int at;
  private final Bell bell;
  private final boolean reentrant;
  private final long slot;
  private final long slotBits;

  LockCore(SharedObject object, LockPlace place, boolean reentrant) {
    this(object, place, reentrant, object.session().slot());
  }

  /** One that is used in the name of another JVM than this; for tests. */
  LockCore(SharedObject object, LockPlace place, boolean reentrant, long slot) {
    super(object);
    this.at = object.body() + place.offset();
    this.bell = object.bell(place.bell());
    this.reentrant = reentrant;
    this.slot = slot;
    this.slotBits = slot << SLOT_SHIFT;
  }

  private long me() {
    return slotBits | (Thread.currentThread().getId() & THREAD_MASK);
  }

  // Taking.

  /** Takes the lock if it is free, or may be held again. Never waits. */
  boolean tryTake() {
    long me = me();
    return tryTake(me) || (isTimeToProbe() && takeFrom(deadOwner(), me));
  }

  /** Takes the lock. Blocks. */
  void take(boolean interruptible) throws InterruptedException {
    Bell.check(interruptible);
    long me = me();
    if (!tryTake(me)) {
      if (isOwner(me)) {
        throw new IllegalMonitorStateException(
            "this thread holds the lock: it would wait for itself; Processing.rlock() can be taken"
                + " again by its holder");
      }
      bell.await(new Taking(this, me, false), UNBOUNDED, interruptible);
    }
  }

  /**
   * Takes the lock within a time. Blocks.
   *
   * @param timeoutNanos zero or less does not wait
   */
  boolean take(long timeoutNanos, boolean interruptible) throws InterruptedException {
    Bell.check(interruptible);
    long me = me();
    return tryTake(me)
        || (timeoutNanos > 0
            && bell.await(new Taking(this, me, false), timeoutNanos, interruptible))
        || (isTimeToProbe() && takeFrom(deadOwner(), me));
  }

  private boolean tryTake(long me) {
    long owner = Words.getVolatile(memory, at);
    if (owner == 0) {
      if (!Words.compareAndSet(memory, at, 0, me)) {
        return false;
      }
      if (reentrant) {
        Words.setIntPlain(memory, at + HOLDS_AT, 1);
      }
      return true;
    }
    return reentrant && (owner & ~RECOVERED) == me && takeAgain();
  }

  private boolean takeAgain() {
    int holds = Words.getIntPlain(memory, at + HOLDS_AT);
    if (holds == Integer.MAX_VALUE) {
      throw new IllegalMonitorStateException(
          "this thread has taken the lock " + holds + " times and not released it");
    }
    Words.setIntPlain(memory, at + HOLDS_AT, holds + 1);
    return true;
  }

  /** The owner word if its JVM is dead, else 0. */
  private long deadOwner() {
    long owner = Words.getVolatile(memory, at);
    long ownersSlot = (owner & ~RECOVERED) >>> SLOT_SHIFT;
    return ownersSlot == 0 || ownersSlot == slot || object.isSlotAlive(ownersSlot) ? 0 : owner;
  }

  /** Takes the lock from a dead JVM, if that holds it. */
  boolean tryTakeFromDead() {
    return takeFrom(deadOwner(), me());
  }

  private boolean takeFrom(long deadOwner, long me) {
    if (deadOwner == 0 || !Words.compareAndSet(memory, at, deadOwner, me | RECOVERED)) {
      return false;
    }
    Words.setIntPlain(memory, at + HOLDS_AT, 1);
    return true;
  }

  /** A thread on its way to the lock. */
  private static final class Taking implements Ready {
    private final LockCore lock;
    private final long me;
    private final boolean evenIfClosed;
    private long deadOwner;

    Taking(LockCore lock, long me, boolean evenIfClosed) {
      this.lock = lock;
      this.me = me;
      this.evenIfClosed = evenIfClosed;
    }

    @Override
    public boolean isReady() {
      if (lock.tryTake(me) || lock.takeFrom(deadOwner, me)) {
        return true;
      }
      if (!evenIfClosed) {
        lock.requireOpen();
      }
      return false;
    }

    /** Does not take it: the wait may end for another reason before it looks again. */
    @Override
    public void recheck() {
      deadOwner = lock.deadOwner();
    }
  }

  // Releasing.

  /**
   * Releases the lock once.
   *
   * @throws IllegalMonitorStateException if this thread does not hold it
   */
  void release() {
    requireOwner();
    if (reentrant) {
      int holds = Words.getIntPlain(memory, at + HOLDS_AT);
      if (holds > 1) {
        Words.setIntPlain(memory, at + HOLDS_AT, holds - 1);
        return;
      }
    }
    Words.setVolatile(memory, at, 0);
    bell.ringOne();
  }

  /**
   * Releases the lock, however often this thread holds it.
   *
   * @return how often, for {@link #retake}
   */
  int releaseWhole() {
    requireOwner();
    int holds = Words.getIntPlain(memory, at + HOLDS_AT);
    Words.setVolatile(memory, at, 0);
    bell.ringOne();
    return holds;
  }

  /**
   * Takes the lock as often as before. Blocks until it has it; not interruptible.
   *
   * @throws ProcessExit if a stop came meanwhile; it has the lock then too
   */
  void retake(int holds) {
    long me = me();
    @Nullable ProcessExit stopped = null;
    Taking taking = new Taking(this, me, true);
    while (!taking.isReady()) {
      try {
        bell.await(taking);
        break;
      } catch (ProcessExit e) {
        stopped = e;
      }
    }
    Words.setIntPlain(memory, at + HOLDS_AT, holds);
    if (stopped != null) {
      throw stopped;
    }
  }

  /** Throws {@link IllegalMonitorStateException} if this thread does not hold the lock. */
  void requireOwner() {
    if (!isOwner(me())) {
      throw new IllegalMonitorStateException("this thread does not hold the lock");
    }
  }

  // Asking.

  private boolean isOwner(long me) {
    // What this thread has not written itself is not its own.
    return (Words.getPlain(memory, at) & ~RECOVERED) == me;
  }

  boolean isMine() {
    return isOwner(me());
  }

  boolean isTaken() {
    return Words.getVolatile(memory, at) != 0;
  }

  /** Whether this thread took it from a JVM that had died. */
  boolean isRecovered() {
    return Words.getPlain(memory, at) == (me() | RECOVERED);
  }

  /** How often this thread holds it. */
  int holds() {
    return isMine() ? Words.getIntPlain(memory, at + HOLDS_AT) : 0;
  }
}
