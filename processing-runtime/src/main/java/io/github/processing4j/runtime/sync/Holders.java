package io.github.processing4j.runtime.sync;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;

/**
 * What each JVM holds of the permits of a semaphore.
 *
 * <pre>
 *    0  int   how many entries were ever in use
 *   64        512 entries of 16 bytes:
 *               0  long  slot of the JVM; 0 if the entry was never used
 *               8  long  ledger:
 *                          bits  0-31  permits taken less permits given, as far as an int tells
 *                               32-63  number of the last operation that is written here
 * </pre>
 *
 * <p>A JVM has its entry until it dies, whether it has a handle or not: what it took stays taken. Then
 * another may have the entry, once what it tells was given back. Thread-safe.
 */
final class Holders {
  static final int MAX = SharedObject.MAX_MEMBERS;
  static final int BYTES = 64 + 16 * MAX;

  private static final int ENTRIES_AT = 64;
  private static final int LEDGER_AT = 8;

  private final SharedObject object;
  private final ByteBuffer memory;
  private final int at;
  private final SemaphoreCore semaphore;
  private final long slot;
  private volatile int self = -1;

  Holders(SemaphoreCore semaphore, int at, long slot) {
    this.object = semaphore.object;
    this.memory = object.memory();
    this.at = at;
    this.semaphore = semaphore;
    this.slot = slot;
  }

  /** The entry of this JVM. */
  int self() {
    int known = self;
    return known >= 0 ? known : enter();
  }

  private synchronized int enter() {
    int entry = find();
    self = entry;
    return entry;
  }

  private int find() {
    int used = used();
    for (int i = 0; i < used; i++) {
      if (slotOf(i) == slot) {
        return i;
      }
    }
    for (int i = 0; i < MAX; i++) {
      if (Words.compareAndSet(memory, entry(i), 0, slot)) {
        raiseUsed(i + 1);
        return i;
      }
    }
    for (int i = 0; i < MAX; i++) {
      long before = slotOf(i);
      if (!object.isSlotAlive(before)) {
        while (semaphore.settle(i, before)) {
          // Until nothing is left.
        }
        if (Words.compareAndSet(memory, entry(i), before, slot)) {
          reset(i);
          return i;
        }
      }
    }
    throw new ProcessingException(
        "more than " + MAX + " processes use " + object.name().file() + " at a time");
  }

  private void raiseUsed(int atLeast) {
    int used = used();
    while (used < atLeast && !Words.compareAndSetInt(memory, at, used, atLeast)) {
      used = used();
    }
  }

  private int used() {
    return Words.getIntVolatile(memory, at);
  }

  /** Gives back what dead JVMs hold; whether that was anything. */
  boolean settleDead() {
    boolean settled = false;
    int used = used();
    for (int i = 0; i < used; i++) {
      long of = slotOf(i);
      if (held(i) > 0 && of != slot && !object.isSlotAlive(of)) {
        settled |= semaphore.settle(i, of);
      }
    }
    return settled;
  }

  private int entry(int holder) {
    return at + ENTRIES_AT + 16 * holder;
  }

  /** The slot of the JVM that has the entry; never 0 again once it was not. */
  long slotOf(int holder) {
    return Words.getVolatile(memory, entry(holder));
  }

  // Ledgers.

  long ledger(int holder) {
    return Words.getVolatile(memory, entry(holder) + LEDGER_AT);
  }

  /** Permits that a JVM has taken and not given back; less than 0 if it gave what others had taken. */
  int held(int holder) {
    return (int) ledger(holder);
  }

  /** Writes an operation into a ledger, unless it is there or somebody else writes it. */
  void write(int holder, long ledger, int number, int taken) {
    if ((int) (ledger >>> 32) != number) {
      long held =
          Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, (long) (int) ledger + taken));
      set(holder, ledger, (long) number << 32 | (held & 0xffffffffL));
    }
  }

  /** Has a ledger of a dead JVM tell only {@code most}, unless it has changed. */
  void reduce(int holder, long ledger, int most) {
    set(holder, ledger, (ledger & ~0xffffffffL) | most);
  }

  private void reset(int holder) {
    long ledger = ledger(holder);
    while ((int) ledger != 0 && !set(holder, ledger, ledger & ~0xffffffffL)) {
      ledger = ledger(holder);
    }
  }

  private boolean set(int holder, long ledger, long value) {
    return Words.compareAndSet(memory, entry(holder) + LEDGER_AT, ledger, value);
  }
}
