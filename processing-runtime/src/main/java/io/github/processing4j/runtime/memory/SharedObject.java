package io.github.processing4j.runtime.memory;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A segment that JVMs share: which of them hold a handle of it, and bells on which their threads wait.
 *
 * <pre>
 *     0        header of the segment
 *    64  int   handles under way to another JVM, for role 0; 4 bytes on for role 1, 2 and 3
 *    80  int   how much of the table was ever in use
 *    96  int   how often somebody entered or a handle departed, modulo 2^32
 *   100  int   1 once items with handles were put into it
 *   128        table: 512 JVMs, a long each
 *  4224        bells, 192 bytes each
 *    ..        body
 * </pre>
 *
 * <p>An entry of the table:
 *
 * <pre>
 *   bits  0-27  slot of the JVM
 *        28-55  slot of its parent, while it is expected
 *        56-59  its roles: which ends of the object it holds
 *           60  expected: entered by its parent, for it was not born yet
 * </pre>
 *
 * <p>Nothing here waits for anybody, and whoever dies leaves entries that others recognise by the
 * liveness lock. Thread-safe.
 */
public final class SharedObject {
  /** How many JVMs can hold one object at a time. */
  public static final int MAX_MEMBERS = 512;

  static final int MAX_ROLES = 4;

  /** Who looks so often while others come and go all the time believes that somebody is there. */
  private static final int MAX_LOOKS = 1000;

  private static final int FLIGHTS_AT = Segment.BODY;
  private static final int HIGH_AT = 80;
  private static final int CHANGES_AT = 96;
  private static final int CARRIES_AT = 100;
  private static final int TABLE_AT = 128;
  private static final int BELLS_AT = TABLE_AT + MAX_MEMBERS * 8;

  private static final long SLOT_MASK = (1L << 28) - 1;
  private static final int PARENT_SHIFT = 28;
  private static final int ROLE_SHIFT = 56;
  private static final long ROLES_MASK = 15L << ROLE_SHIFT;
  private static final long EXPECTED = 1L << 60;

  private final Session session;
  private final Segment segment;
  private final ByteBuffer memory;
  private final Bell[] bells;
  private volatile @Nullable Ledger ledger;
  private volatile @Nullable Object core;
  private volatile int self = -1;

  /** How many handles of each role this JVM holds: another one may come before the last is gone. */
  private final int[] held = new int[MAX_ROLES];

  /** What an object has noted of its members. */
  public interface Ledger {
    /**
     * Settles what a JVM has left that is dead, or is about to leave. May be called again, and late:
     * somebody else may be at its place by then.
     *
     * @param member its place in the table
     * @param slot whose place it was
     */
    void settle(int member, long slot);
  }

  private SharedObject(Session session, Segment segment, int bells) {
    this.session = session;
    this.segment = segment;
    this.memory = segment.memory();
    this.bells = new Bell[bells];
    for (int i = 0; i < bells; i++) {
      this.bells[i] = new Bell(this, BELLS_AT + i * Bell.BYTES, segment.id() << 4 | i);
    }
  }

  /**
   * Makes an object. Its body is all zeros.
   *
   * @param bells how many, at most 8
   * @throws SegmentException if there is no room
   */
  public static SharedObject create(int kind, int bells, long bodyBytes) {
    Session session = Home.session();
    Segment segment = Segment.create(session, kind, bodyAt(bells) + bodyBytes);
    return new SharedObject(session, segment, bells);
  }

  /**
   * Opens an object that was made already.
   *
   * @throws SegmentException if it is gone, or not what it should be
   */
  public static SharedObject open(SegmentName name, int kind, int bells) {
    Session session = Home.session();
    Segment segment = Segment.open(session, name, kind);
    if (segment.memory().capacity() < bodyAt(bells)) {
      throw new SegmentException("the segment " + name + " is too short", name.file(), null);
    }
    return new SharedObject(session, segment, bells);
  }

  private static int bodyAt(int bells) {
    return BELLS_AT + bells * Bell.BYTES;
  }

  /** The id of the segment. */
  public long id() {
    return segment.id();
  }

  /** The name of the segment. */
  public SegmentName name() {
    return segment.name();
  }

  /** The memory, header and all. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Where the body begins, at a multiple of 64. */
  public int body() {
    return bodyAt(bells.length);
  }

  /** A bell. */
  public Bell bell(int index) {
    return bells[index];
  }

  /** Sets who settles what dead members have left. */
  public void ledger(Ledger toSettle) {
    ledger = toSettle;
  }

  /** What this JVM works on it with, as {@link #core(Object)} has set it. */
  public @Nullable Object core() {
    return core;
  }

  /** Sets that, for others of its handles. */
  public void core(@Nullable Object newCore) {
    core = newCore;
  }

  /** The session of this JVM. */
  public Session session() {
    return session;
  }

  // Members.

  /** The place of this JVM in the table; it must have entered. */
  public int self() {
    int known = self;
    return known >= 0 ? known : enterAs(0);
  }

  /**
   * Notes that this JVM holds a handle, one more.
   *
   * @param role which end of the object, 0 to 3
   */
  public synchronized void enter(int role) {
    enterAs(role);
    held[role]++;
  }

  private synchronized int enterAs(int role) {
    long slot = session.slot();
    int place = enter(slot, slot | 1L << (ROLE_SHIFT + role));
    self = place;
    return place;
  }

  /** Notes that a child of this JVM will hold a handle, before it is born. */
  public synchronized void expect(long childSlot, int role) {
    enter(
        childSlot,
        childSlot | session.slot() << PARENT_SHIFT | 1L << (ROLE_SHIFT + role) | EXPECTED);
  }

  private int enter(long slot, long entry) {
    int high = Words.getIntVolatile(memory, HIGH_AT);
    for (int i = 0; i < high; i++) {
      long known = Words.getVolatile(memory, at(i));
      while (known != 0 && (known & SLOT_MASK) == slot) {
        // Expected only as long as it was not there.
        long merged = (known & ROLES_MASK) | entry;
        if ((known & EXPECTED) == 0) {
          merged = known | (entry & ROLES_MASK);
        }
        if (Words.compareAndSet(memory, at(i), known, merged)) {
          noteChange();
          return i;
        }
        known = Words.getVolatile(memory, at(i));
      }
    }
    for (int i = 0; i < MAX_MEMBERS; i++) {
      if (Words.getVolatile(memory, at(i)) == 0 && Words.compareAndSet(memory, at(i), 0, entry)) {
        raiseHigh(i + 1);
        noteChange();
        return i;
      }
    }
    for (int i = 0; i < MAX_MEMBERS; i++) {
      long known = Words.getVolatile(memory, at(i));
      if (!isAlive(known)) {
        settle(i, known & SLOT_MASK);
        if (Words.compareAndSet(memory, at(i), known, entry)) {
          noteChange();
          return i;
        }
      }
    }
    throw new ProcessingException(
        "more than " + MAX_MEMBERS + " processes hold " + segment.name().file() + " at a time");
  }

  private void raiseHigh(int atLeast) {
    int high = Words.getIntVolatile(memory, HIGH_AT);
    while (high < atLeast && !Words.compareAndSetInt(memory, HIGH_AT, high, atLeast)) {
      high = Words.getIntVolatile(memory, HIGH_AT);
    }
  }

  private void noteChange() {
    Words.getAndAddInt(memory, CHANGES_AT, 1);
  }

  /**
   * Notes that this JVM has closed a handle, or lost it. If it was its last of this role it leaves, and
   * deletes the segment if nobody else holds one.
   */
  public synchronized void leave(int role) {
    if (held[role] > 0 && --held[role] > 0) {
      return;
    }
    long slot = session.slot();
    int high = Words.getIntVolatile(memory, HIGH_AT);
    for (int i = 0; i < high; i++) {
      long known = Words.getVolatile(memory, at(i));
      while (known != 0 && (known & SLOT_MASK) == slot) {
        long left = known & ~(1L << (ROLE_SHIFT + role));
        if ((left & ROLES_MASK) == 0) {
          settle(i, slot);
          left = 0;
        }
        if (Words.compareAndSet(memory, at(i), known, left)) {
          break;
        }
        known = Words.getVolatile(memory, at(i));
      }
    }
    tellAll();
    deleteIfUnused();
  }

  private void tellAll() {
    for (Bell bell : bells) {
      // This JVM may not be in the table any more.
      bell.wakeAll();
      bell.ringAll();
    }
  }

  private void settle(int member, long slot) {
    Ledger settles = ledger;
    if (settles != null) {
      settles.settle(member, slot);
    }
  }

  /** Whether any JVM holds a handle of this role, or one is under way. */
  public boolean isHeld(int role) {
    // What is handed over is in neither place to one who looks first at the one and then at the
    // other.
    for (int look = 0; look < MAX_LOOKS; look++) {
      int before = Words.getIntVolatile(memory, CHANGES_AT);
      if (isSeenHeld(role)) {
        return true;
      }
      if (Words.getIntVolatile(memory, CHANGES_AT) == before) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeenHeld(int role) {
    if (Words.getIntVolatile(memory, FLIGHTS_AT + 4 * role) > 0) {
      return true;
    }
    int high = Words.getIntVolatile(memory, HIGH_AT);
    for (int i = 0; i < high; i++) {
      long entry = Words.getVolatile(memory, at(i));
      if ((entry & 1L << (ROLE_SHIFT + role)) != 0 && isAlive(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any JVM holds a handle of the object that this shows, or one is under way. */
  static boolean isHeld(Session session, MemberView members) {
    for (int look = 0; look < MAX_LOOKS; look++) {
      int before = members.getInt(CHANGES_AT);
      if (isSeenHeld(session, members)) {
        return true;
      }
      if (members.getInt(CHANGES_AT) == before) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeenHeld(Session session, MemberView members) {
    for (int role = 0; role < MAX_ROLES; role++) {
      if (members.getInt(FLIGHTS_AT + 4 * role) > 0) {
        return true;
      }
    }
    int high = members.getInt(HIGH_AT);
    for (int i = 0; i < high; i++) {
      if (isAlive(session, members.getLong(at(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Its own. */
  private static final class Mapped implements MemberView {
    private final ByteBuffer memory;

    Mapped(ByteBuffer memory) {
      this.memory = memory;
    }

    @Override
    public int getInt(int at) {
      return Words.getIntVolatile(memory, at);
    }

    @Override
    public long getLong(int at) {
      return Words.getVolatile(memory, at);
    }
  }

  private void deleteIfUnused() {
    if (isHeld(session, new Mapped(memory))) {
      return;
    }
    Ledger settles = ledger;
    if (settles instanceof Disposable disposable) {
      disposable.dispose();
    }
    segment.delete();
  }

  /** An object that has more to delete than its own segment. */
  public interface Disposable extends Ledger {
    /** Deletes it, for nobody holds the object any more. */
    void dispose();
  }

  /** Whether any JVM holds a handle of this role, dead or alive, or one is under way. Quick. */
  public boolean isNoted(int role) {
    if (isSeen(role)) {
      return true;
    }
    for (int look = 0; look < MAX_LOOKS; look++) {
      int before = Words.getIntVolatile(memory, CHANGES_AT);
      if (isSeen(role)) {
        return true;
      }
      if (Words.getIntVolatile(memory, CHANGES_AT) == before) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeen(int role) {
    if (Words.getIntVolatile(memory, FLIGHTS_AT + 4 * role) > 0) {
      return true;
    }
    int high = Words.getIntVolatile(memory, HIGH_AT);
    for (int i = 0; i < high; i++) {
      if ((Words.getVolatile(memory, at(i)) & 1L << (ROLE_SHIFT + role)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Notes that a handle is under way, in an item or message; it keeps the object. */
  public void depart(int role) {
    Words.getAndAddInt(memory, FLIGHTS_AT + 4 * role, 1);
    // Last: who sees this change has seen that one.
    noteChange();
  }

  /** Notes that a handle under way goes nowhere; deletes the segment if nobody holds one. */
  void dropFlight(int role) {
    arrive(role);
    tellAll();
    deleteIfUnused();
  }

  /** Notes that items are put into it that have handles in them. */
  public void noteCarries() {
    if (!carries()) {
      Words.setIntVolatile(memory, CARRIES_AT, 1);
    }
  }

  /** Whether such items were ever put into it. */
  public boolean carries() {
    return Words.getIntVolatile(memory, CARRIES_AT) != 0;
  }

  /** Notes that a handle under way has arrived, after this JVM has entered. */
  public void arrive(int role) {
    int flights = Words.getIntVolatile(memory, FLIGHTS_AT + 4 * role);
    while (flights > 0
        && !Words.compareAndSetInt(memory, FLIGHTS_AT + 4 * role, flights, flights - 1)) {
      flights = Words.getIntVolatile(memory, FLIGHTS_AT + 4 * role);
    }
  }

  /** How much of the table was ever in use. */
  public int members() {
    return Words.getIntVolatile(memory, HIGH_AT);
  }

  /** The slot of the JVM at a place of the table; 0 if there is none. */
  public long slotAt(int member) {
    return Words.getVolatile(memory, at(member)) & SLOT_MASK;
  }

  /** Whether the JVM with this slot, which was born, lives. A suspended one does. */
  public boolean isSlotAlive(long slot) {
    return session.liveness().isAlive(slot);
  }

  private boolean isAlive(long entry) {
    return isAlive(session, entry);
  }

  private static boolean isAlive(Session session, long entry) {
    if (entry == 0) {
      return false;
    }
    long slot = entry & SLOT_MASK;
    if ((entry & EXPECTED) == 0) {
      return session.liveness().isAlive(slot);
    }
    // Not probed while its parent lives, lest it find its own lock taken as it is born.
    long parent = entry >> PARENT_SHIFT & SLOT_MASK;
    return session.expects(slot)
        && (session.liveness().isAlive(parent) || session.liveness().isAlive(slot));
  }

  private static int at(int member) {
    return TABLE_AT + 8 * member;
  }
}
