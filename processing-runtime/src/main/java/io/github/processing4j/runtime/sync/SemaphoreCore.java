package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;

/**
 * A semaphore in shared memory that knows what each JVM holds.
 *
 * <pre>
 *    0  long  state, the last operation:
 *               bits  0-30  permits that are there
 *                    31-39  holder: the entry of the JVM that did the operation, or for which it was done
 *                    40-63  its number, the low 24 bits
 *    8  long  written up: the last operation that is in the ledgers
 *               bits  0-31  permits that were there after it
 *                    32-63  its number
 *   16  int   how many permits there may be
 *   20  int   1 if anybody ever waited for several permits at once
 *   64        {@link Holders}: for each JVM what it holds
 * </pre>
 *
 * <p>An operation is one compare-and-set of the state: it changes the permits and says whose they are now,
 * so that a SIGKILL finds both or neither. What it changed by is the difference to the permits that were
 * written up. That difference is written into the ledger of the holder by the next operation, before it
 * sets the state anew, whoever does it:
 *
 * <pre>
 *   state        #7  1 permit, by B            #8  2 permits, by A
 *   written up   #6  2 permits                 #7  1 permit
 *   ledger of B  #4  0 held     ->  #7  1 held  #7  1 held
 *                                  (the helper) (the operation)
 * </pre>
 *
 * <p>The races: several helpers of one operation read the ledger, see that the state is still the same,
 * and compare-and-set the ledger from what they read. As long as the state is the same nobody but they
 * change that ledger, and each leaves the number of the operation there; so one succeeds and the others
 * fail, or see that number. A helper that was suspended and comes late finds another ledger, or another
 * state before. The written-up word is set in the same way, from one number to the next.
 *
 * <p>The permits of a dead JVM are given back by an operation too, done for it by any other: the state is
 * set from one that is written up to one with as many permits more as its ledger tells, with the dead one
 * as the holder. Whoever loses that compare-and-set looks again, and finds a ledger of 0.
 *
 * <p>Nobody waits for anybody here, so a suspended JVM hinders none. Thread-safe.
 */
final class SemaphoreCore extends SyncCore {
  static final int BYTES = 64 + Holders.BYTES;

  private static final int WRITTEN_UP_AT = 8;
  private static final int BOUND_AT = 16;
  private static final int SEVERAL_AT = 20;

  private static final int HOLDER_SHIFT = 31;
  private static final int NUMBER_SHIFT = 40;
  private static final int NUMBER_MASK = 0xffffff;

  private final int at;
  private final Bell bell;
  private final Holders holders;

  SemaphoreCore(SharedObject object) {
    this(object, object.body(), object.session().slot());
  }

  /** One anywhere in an object, used in the name of any JVM; for tests. */
  SemaphoreCore(SharedObject object, int at, long slot) {
    super(object);
    this.at = at;
    this.bell = object.bell(0);
    this.holders = new Holders(this, at + 64, slot);
  }

  /** Sets up one that was just made. */
  static void init(SharedObject made, int permits, int bound) {
    init(made.memory(), made.body(), permits, bound);
  }

  static void init(ByteBuffer memory, int at, int permits, int bound) {
    Words.setIntPlain(memory, at + BOUND_AT, bound);
    Words.setPlain(memory, at + WRITTEN_UP_AT, permits);
    Words.setVolatile(memory, at, permits);
  }

  // Operations.

  /** Takes permits if they are there. Never waits. */
  boolean tryTake(int permits) {
    return takeNow(permits) || (isTimeToProbe() && settleDead() && takeNow(permits));
  }

  /**
   * Takes permits. Blocks.
   *
   * @param timeoutNanos zero or less does not wait
   */
  boolean take(int permits, long timeoutNanos) throws InterruptedException {
    Bell.check(true);
    if (takeNow(permits)) {
      return true;
    }
    if (timeoutNanos > 0) {
      if (permits > 1) {
        Words.setIntVolatile(memory, at + SEVERAL_AT, 1);
      }
      if (bell.await(new Taking(this, permits), timeoutNanos, true)) {
        return true;
      }
    }
    return isTimeToProbe() && settleDead() && takeNow(permits);
  }

  boolean takeNow(int permits) {
    if (permits == 0) {
      return true;
    }
    int self = holders.self();
    long state = state();
    while (permits(state) >= permits) {
      if (change(state, permits(state) - permits, self)) {
        return true;
      }
      state = state();
    }
    return false;
  }

  /**
   * Gives permits back.
   *
   * @throws IllegalStateException if there would be too many
   */
  void give(int permits) {
    if (permits == 0) {
      return;
    }
    int self = holders.self();
    int bound = Words.getIntPlain(memory, at + BOUND_AT);
    long state;
    do {
      state = state();
      if (permits > bound - permits(state)) {
        throw new IllegalStateException(
            "release of "
                + permits
                + " while "
                + permits(state)
                + " of at most "
                + bound
                + " permits are there");
      }
    } while (!change(state, permits(state) + permits, self));
    ring(permits);
  }

  /**
   * Gives back what a dead JVM still holds.
   *
   * @param holder its entry
   * @param slot its slot; if another has the entry by now, nothing is given back
   * @return whether that was anything, given back by this call
   */
  boolean settle(int holder, long slot) {
    while (true) {
      long state = state();
      writeUp(state);
      long ledger = holders.ledger(holder);
      // After the ledger was read: who enters has it settled first. So neither the state nor the
      // ledger is still the same below if somebody has.
      if (holders.slotOf(holder) != slot) {
        return false;
      }
      int held = (int) ledger;
      if (held <= 0) {
        // Of the same state, else it may be about to become more.
        if (state == state()) {
          return false;
        }
        continue;
      }
      int room = Words.getIntPlain(memory, at + BOUND_AT) - permits(state);
      if (held > room) {
        // Another has released what this one took.
        holders.reduce(holder, ledger, room);
      } else if (change(state, permits(state) + held, holder)) {
        ring(held);
        return true;
      }
    }
  }

  /** Gives back what dead JVMs still hold; whether that was anything. */
  boolean settleDead() {
    writeUp(state());
    return holders.settleDead();
  }

  private void ring(int permits) {
    if (permits == 1 && Words.getIntVolatile(memory, at + SEVERAL_AT) == 0) {
      bell.ringOne();
    } else {
      bell.ringAll();
    }
  }

  /** What a JVM holds; for tests. */
  int held(int holder) {
    writeUp(state());
    return holders.held(holder);
  }

  /** The entry of the JVM in whose name this is used; for tests. */
  int holder() {
    return holders.self();
  }

  int available() {
    return permits(state());
  }

  // The state.

  private boolean change(long state, int permits, int holder) {
    writeUp(state);
    long number = (state >>> NUMBER_SHIFT) + 1 & NUMBER_MASK;
    return Words.compareAndSet(
        memory, at, state, number << NUMBER_SHIFT | (long) holder << HOLDER_SHIFT | permits);
  }

  /** Writes the operation that led to this state into the ledger of its holder, if it is not there. */
  private void writeUp(long state) {
    long before = Words.getVolatile(memory, at + WRITTEN_UP_AT);
    int number = (int) (before >>> 32);
    if ((number & NUMBER_MASK) == (int) (state >>> NUMBER_SHIFT)) {
      return;
    }
    int holder = (int) (state >>> HOLDER_SHIFT) & Holders.MAX - 1;
    long ledger = holders.ledger(holder);
    if (state() != state) {
      return;
    }
    number++;
    holders.write(holder, ledger, number, (int) before - permits(state));
    Words.compareAndSet(memory, at + WRITTEN_UP_AT, before, (long) number << 32 | permits(state));
  }

  private long state() {
    return Words.getVolatile(memory, at);
  }

  private static int permits(long state) {
    return (int) state & Integer.MAX_VALUE;
  }

  /** A thread that waits for permits. */
  private static final class Taking implements Ready {
    private final SemaphoreCore semaphore;
    private final int permits;

    Taking(SemaphoreCore semaphore, int permits) {
      this.semaphore = semaphore;
      this.permits = permits;
    }

    @Override
    public boolean isReady() {
      if (semaphore.takeNow(permits)) {
        return true;
      }
      semaphore.requireOpen();
      return false;
    }

    @Override
    public void recheck() {
      semaphore.settleDead();
    }
  }
}
