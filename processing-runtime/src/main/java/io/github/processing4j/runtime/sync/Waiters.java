package io.github.processing4j.runtime.sync;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;

/**
 * The threads that wait for a condition.
 *
 * <pre>
 *    0  long  number of the last ticket
 *    8  int   how many entries were ever in use
 *   64        1024 entries of 16 bytes:
 *               0  long  slot of the waiting JVM; 0 if the entry is free
 *               8  long  state:
 *                          bits 0-1   0 none, 1 waiting, 2 signalled, 3 being passed on
 *                               2-63  its ticket; while it is being passed on, the slot of who does it
 * </pre>
 *
 * <p>Who waits enters with the lock of the condition held, and who signals looks for the lowest ticket with
 * the lock held. From then on an entry changes by compare-and-set alone, for no lock is held when a waiter
 * gives up or dies:
 *
 * <pre>
 *   none --enter--> waiting --signal--> signalled --has the lock again--> none
 *     ^                |                    |
 *     '---gives up-----'                    '--its JVM is dead--> being passed on --> none
 * </pre>
 *
 * <p>A waiter that gives up and one who signals race for the state; if the signal wins, the waiter was
 * signalled, or has to pass it on. A signal whose waiter died before it had the lock again is passed on by
 * another waiter that finds out: it takes the entry over by its own slot, so that not two do the same,
 * signals the next, and clears the entry. If it dies too, another begins anew: then one waiter too
 * many may be woken, but no signal is lost. Tickets and slots do not recur. Thread-safe.
 */
final class Waiters {
  static final int MAX = 1024;
  static final int BYTES = 64 + 16 * MAX;

  private static final int USED_AT = 8;
  private static final int ENTRIES_AT = 64;
  private static final int STATE_AT = 8;

  private static final int NONE = 0;
  private static final int WAITING = 1;
  private static final int SIGNALLED = 2;
  private static final int PASSING = 3;
  private static final int KIND_MASK = 3;
  private static final int TICKET_SHIFT = 2;

  private final SharedObject object;
  private final ByteBuffer memory;
  private final int at;
  private final long slot;

  Waiters(SharedObject object) {
    this.object = object;
    this.memory = object.memory();
    this.at = object.body();
    this.slot = object.session().slot();
  }

  /** Enters a thread that is going to wait. The lock is held. */
  int enter(Rouser rouser) {
    int entry = free();
    if (entry < 0) {
      removeDead(rouser);
      entry = free();
    }
    if (entry < 0) {
      throw new ProcessingException(
          "more than " + MAX + " threads wait for " + object.name().file() + " at a time");
    }
    long ticket = Words.getAndAdd(memory, at, 1) + 1;
    setState(entry, ticket << TICKET_SHIFT | WAITING);
    return entry;
  }

  private int free() {
    for (int entry = 0; entry < MAX; entry++) {
      if (Words.compareAndSet(memory, entryAt(entry), 0, slot)) {
        int used = used();
        while (used <= entry && !Words.compareAndSetInt(memory, at + USED_AT, used, entry + 1)) {
          used = used();
        }
        return entry;
      }
    }
    return -1;
  }

  private void removeDead(Rouser rouser) {
    passOn(rouser);
    for (int entry = 0; entry < MAX; entry++) {
      long by = slotAt(entry);
      long state = state(entry);
      if (kind(state) <= WAITING && isDead(by)) {
        clear(entry, by, state);
      }
    }
  }

  /** Whether it was not signalled. */
  boolean isWaiting(int entry) {
    return kind(state(entry)) == WAITING;
  }

  /** Waits no more. False if it was signalled before. */
  boolean leave(int entry) {
    long state = state(entry);
    return kind(state) == NONE || (kind(state) == WAITING && compareAndSet(entry, state, NONE));
  }

  /** Waits no more, and has another have the signal, if there was one. */
  void giveUp(int entry, Rouser rouser) {
    if (!leave(entry)) {
      signal(1, rouser);
    }
  }

  /** Gives the entry back. */
  void remove(int entry) {
    setState(entry, NONE);
    Words.setVolatile(memory, entryAt(entry), 0);
  }

  /** Wakes a waiter. */
  interface Rouser {
    void rouse(int entry);
  }

  /** Signals those who have waited longest. */
  void signal(int count, Rouser rouser) {
    for (int i = 0; i < count; ) {
      int oldest = oldest();
      if (oldest < 0) {
        return;
      }
      long state = state(oldest);
      long by = slotAt(oldest);
      if (kind(state) == WAITING) {
        if (isDead(by)) {
          clear(oldest, by, state);
        } else if (compareAndSet(oldest, state, state ^ (WAITING ^ SIGNALLED))) {
          rouser.rouse(oldest);
          i++;
        }
      }
    }
  }

  private int oldest() {
    int oldest = -1;
    long lowest = Long.MAX_VALUE;
    int used = used();
    for (int entry = 0; entry < used; entry++) {
      long state = state(entry);
      if (kind(state) == WAITING && state < lowest) {
        lowest = state;
        oldest = entry;
      }
    }
    return oldest;
  }

  /** Passes the signals of the dead on. */
  void passOn(Rouser rouser) {
    int used = used();
    for (int entry = 0; entry < used; entry++) {
      if (kind(state(entry)) >= SIGNALLED) {
        long by = slotAt(entry);
        long mine = slot << TICKET_SHIFT | PASSING;
        if (isDead(by) && takeOver(entry, mine)) {
          signal(1, rouser);
          clear(entry, by, mine);
        }
      }
    }
  }

  private boolean takeOver(int entry, long mine) {
    long state = state(entry);
    return (kind(state) == SIGNALLED || (kind(state) == PASSING && isDead(state >>> TICKET_SHIFT)))
        && compareAndSet(entry, state, mine);
  }

  /** Frees the entry of a dead waiter, if it is as it was. */
  private void clear(int entry, long by, long state) {
    if (compareAndSet(entry, state, NONE)) {
      Words.compareAndSet(memory, entryAt(entry), by, 0);
    }
  }

  private boolean isDead(long by) {
    return by != 0 && by != slot && !object.isSlotAlive(by);
  }

  // Words.

  private int used() {
    return Words.getIntVolatile(memory, at + USED_AT);
  }

  private int entryAt(int entry) {
    return at + ENTRIES_AT + 16 * entry;
  }

  private long slotAt(int entry) {
    return Words.getVolatile(memory, entryAt(entry));
  }

  private long state(int entry) {
    return Words.getVolatile(memory, entryAt(entry) + STATE_AT);
  }

  private void setState(int entry, long state) {
    Words.setVolatile(memory, entryAt(entry) + STATE_AT, state);
  }

  private boolean compareAndSet(int entry, long before, long state) {
    return Words.compareAndSet(memory, entryAt(entry) + STATE_AT, before, state);
  }

  private static int kind(long state) {
    return (int) state & KIND_MASK;
  }
}
