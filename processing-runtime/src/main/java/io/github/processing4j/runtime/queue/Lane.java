package io.github.processing4j.runtime.queue;

import io.github.processing4j.ItemTooLargeException;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.runtime.session.Session;
import java.nio.ByteBuffer;

/**
 * A lane: what one process puts, in order. One writes, anybody reads.
 *
 * <pre>
 *   records    [ seq 7 | item ][ seq 8 | item ][ END ]      [ seq 9 | item ][ seq 10 |  free
 *   chunks     └────────── ordinal 3 ─────────────────┘      └───────── ordinal 4 ────────
 *                        ▲                                                   ▲
 *                       head                                                tail
 * </pre>
 *
 * <p>A position is an ordinal (high 32 bits) and an offset in the chunk with that ordinal. Positions only
 * grow, so a compare-and-set on one cannot mistake a later state for an earlier one. The writer writes a
 * record, then the tail. A reader copies a record, then moves the head from before to after it; if
 * somebody else has, it throws the copy away. So nobody ever waits for one who is dead, suspended or
 * in a collection; and what a dead writer had not finished was never there.
 *
 * <p>The writer uses a chunk again when the head has left it. A reader that is late may then copy
 * nonsense, or follow a directory entry that means another chunk; but then the head has moved, and it
 * notices before it believes anything.
 *
 * <p>What the directory names is all that there is of a lane: a chunk is entered before it is made, and
 * taken out after it is deleted. So whoever owns the lane next can delete what its last owner has left,
 * wherever that was killed: all that is entered, but for the chunks from the free position to the tail.
 *
 * <p>The control segment:
 *
 * <pre>
 *    64  long  owner: slot of the JVM that writes; 0 for nobody; bit 40: it only tidies up
 *    72  long  id of the queue's segment
 *   128  long  tail; bit 0: the owner is about to put an item into a bounded queue
 *   192  long  head
 *   256  long  done: before it, all items are done; of joinable queues
 *   320        directory: 1024 chunks by ordinal, 16 bytes each:
 *                long  id of the segment; bit 56: it is spilled
 *                long  bytes of the lane before it
 * </pre>
 *
 * <p>A record: {@code int length, int seq}, of joinable queues {@code long claim}, and the item, to a
 * multiple of 8. The length is {@value #END} where the next record is in the next chunk. The first eight
 * bytes at the tail are there already, for their seq: what is between two positions is counted by it.
 */
final class Lane {
  static final int OWNER_AT = 64;
  static final int QUEUE_AT = 72;
  static final int TAIL_AT = 128;
  static final int HEAD_AT = 192;
  static final int DONE_AT = 256;

  /** How many chunks a lane can have at a time. */
  static final int MAX_CHUNKS = 1024;

  static final int CHUNK_BODY = Segment.BODY;
  static final int SEQ = 4;
  static final int CLAIM = 8;
  static final int END = -1;

  /** The largest item: with it, a record and what follows it fit into a segment. */
  static final int MAX_ITEM_BYTES = Integer.MAX_VALUE - 128;

  /** With the slot of an owner: it only deletes what is not needed any more. */
  static final long TIDYING = 1L << 40;

  /** Where the head, the tail and all begin. A lane whose tail is there has no chunk that counts. */
  static final long START = position(0, Segment.BODY);

  private static final int DIRECTORY_AT = 320;
  private static final int BYTES = DIRECTORY_AT + 16 * MAX_CHUNKS;
  private static final long SPILLED = 1L << 56;

  /** Positions are multiples of 8. */
  static final long RESERVED = 1;

  private final Session session;
  private final Segment control;
  private final ByteBuffer memory;
  private final boolean claims;

  private Lane(Session session, Segment control, boolean claims) {
    this.session = session;
    this.control = control;
    this.memory = control.memory();
    this.claims = claims;
  }

  /**
   * Makes a lane without a chunk.
   *
   * @param id a new one, of its segment
   * @param queueId the id of its queue's segment
   * @param claims whether records have a claim, as in joinable queues
   */
  static Lane create(Session session, long id, long queueId, boolean claims) {
    Segment control = Segment.create(session, id, Kind.LANE, BYTES).partOf(queueId);
    Lane lane = new Lane(session, control, claims);
    Words.setPlain(lane.memory, QUEUE_AT, queueId);
    Words.setPlain(lane.memory, HEAD_AT, START);
    Words.setPlain(lane.memory, DONE_AT, START);
    Words.setVolatile(lane.memory, TAIL_AT, START);
    return lane;
  }

  /** The lane with this {@link #word()}. */
  static Lane open(Session session, long word, boolean claims) {
    return new Lane(
        session,
        Segment.open(session, Segment.nameOf(session, id(word), isSpilled(word)), Kind.LANE),
        claims);
  }

  static long position(int ordinal, int offset) {
    return (long) ordinal << 32 | offset;
  }

  static int ordinal(long position) {
    return (int) (position >>> 32);
  }

  static int offset(long position) {
    return (int) position;
  }

  /** The bytes of a record before its item. */
  int headerBytes() {
    return headerBytes(claims);
  }

  static int headerBytes(boolean claims) {
    return claims ? 16 : 8;
  }

  /**
   * Refuses an item that no lane can hold.
   *
   * @throws ItemTooLargeException if it is one
   */
  static void requireFits(int itemBytes) {
    if (itemBytes > MAX_ITEM_BYTES) {
      throw new ItemTooLargeException(
          "an item of "
              + itemBytes
              + " bytes is more than any queue or pipe can hold: "
              + MAX_ITEM_BYTES
              + "; share it in pieces, or in shared memory",
          itemBytes,
          MAX_ITEM_BYTES);
    }
  }

  /** The bytes of a record. Its length is that of its item and one more. */
  int recordBytes(int length) {
    return headerBytes() + (length + 7 & -8);
  }

  boolean claims() {
    return claims;
  }

  ByteBuffer memory() {
    return memory;
  }

  Session session() {
    return session;
  }

  /** How a queue names it. */
  long word() {
    return word(control);
  }

  static long word(Segment segment) {
    return segment.id() | (segment.name().spilled() ? SPILLED : 0);
  }

  static long id(long word) {
    return word & SPILLED - 1;
  }

  private static boolean isSpilled(long word) {
    return (word & SPILLED) != 0;
  }

  long head() {
    return Words.getVolatile(memory, HEAD_AT);
  }

  long tail() {
    return position(Words.getVolatile(memory, TAIL_AT));
  }

  /** The position in a word of the control segment. */
  static long position(long word) {
    return word & ~RESERVED;
  }

  /** Whether the owner is about to put an item into a bounded queue. */
  boolean isReserved() {
    return (Words.getVolatile(memory, TAIL_AT) & RESERVED) != 0;
  }

  /** Takes a reservation back, whoever's it is: so nobody waits for one who is dead or suspended. */
  void revoke() {
    long tail = tail();
    Words.compareAndSet(memory, TAIL_AT, tail | RESERVED, tail);
  }

  long done() {
    return Words.getVolatile(memory, DONE_AT);
  }

  boolean moveHead(long from, long to) {
    return Words.compareAndSet(memory, HEAD_AT, from, to);
  }

  long owner() {
    return Words.getVolatile(memory, OWNER_AT);
  }

  boolean changeOwner(long from, long to) {
    return Words.compareAndSet(memory, OWNER_AT, from, to);
  }

  /** The position before which the writer may use chunks again. */
  long free() {
    return claims ? done() : head();
  }

  /** Enters a chunk into the directory. */
  void enter(int ordinal, long word, long bytesBefore) {
    Words.setVolatile(memory, entryAt(ordinal) + 8, bytesBefore);
    Words.setVolatile(memory, entryAt(ordinal), word);
  }

  /** Takes a chunk out of the directory, unless the entry is another's by now. */
  void remove(int ordinal, long word) {
    if (chunkWord(ordinal) == word) {
      Words.setVolatile(memory, entryAt(ordinal), 0);
    }
  }

  /** What the directory has for this ordinal: right as long as it is not free. */
  long chunkWord(int ordinal) {
    return Words.getVolatile(memory, entryAt(ordinal));
  }

  long bytesBefore(int ordinal) {
    return Words.getVolatile(memory, entryAt(ordinal) + 8);
  }

  private static int entryAt(int ordinal) {
    return DIRECTORY_AT + 16 * (ordinal & MAX_CHUNKS - 1);
  }

  /** Makes a chunk, which is in the directory before it is there. */
  Segment createChunk(int ordinal, long bytes, long bytesBefore) {
    long id = Segment.newId(session);
    enter(ordinal, id, bytesBefore);
    Segment made =
        Segment.create(session, id, Kind.CHUNK, bytes).partOf(Words.getPlain(memory, QUEUE_AT));
    enter(ordinal, word(made), bytesBefore);
    return made;
  }

  Segment openChunk(long word) {
    return Segment.open(session, Segment.nameOf(session, id(word), isSpilled(word)), Kind.CHUNK);
  }

  void deleteChunk(long word) {
    Segment.nameOf(session, id(word), isSpilled(word)).delete(session);
  }

  /** Deletes what one who was killed may just have been making, wherever that went. */
  static void deleteUnmade(Session session, long word) {
    Segment.nameOf(session, id(word), false).delete(session);
    if (session.spillDirectoryOrNull() != null) {
      Segment.nameOf(session, id(word), true).delete(session);
    }
  }

  /**
   * Deletes all chunks but those from the free position to the tail. For the owner alone, while it has no
   * writer.
   */
  void trim() {
    int last = ordinal(tail());
    long next = chunkWord(last + 1);
    int end = ordinal(free()) + MAX_CHUNKS;
    if (next != 0 && last + 1 < end) {
      deleteUnmade(session, next);
    }
    for (int ordinal = last + 1; ordinal < end; ordinal++) {
      long word = chunkWord(ordinal);
      if (word != 0) {
        deleteChunk(word);
        remove(ordinal, word);
      }
    }
  }

  /** Deletes all its files, for nobody uses it any more. */
  void delete() {
    trim();
    boolean fresh = tail() == START;
    for (int ordinal = 0; ordinal < MAX_CHUNKS; ordinal++) {
      long word = chunkWord(ordinal);
      if (word != 0 && fresh) {
        deleteUnmade(session, word);
      } else if (word != 0) {
        deleteChunk(word);
      }
    }
    control.delete();
  }
}
