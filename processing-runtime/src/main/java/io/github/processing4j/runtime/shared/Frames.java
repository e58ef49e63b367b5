package io.github.processing4j.runtime.shared;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a frame buffer agree on. The frames themselves are in slots, each a segment of
 * its own.
 *
 * <pre>
 *      0  long  the newest frame: its sequence, and in the low 16 bits its slot; 0 if there is none
 *      8  long  who writes a frame: slot of the JVM in the session; 0 if nobody does
 *     16  int   slots made so far
 *     64        claims: 8 threads of each of 512 members, a long each
 *  32832        ids of the segments of 256 slots, a long each: id, and in the low bit if it is spilled
 *  34880        end
 * </pre>
 *
 * <p>A reader claims the slot of the newest frame, and looks whether it still is the newest; so it was
 * when the claim was there to be seen. A writer publishes a frame, and looks for claims when it begins
 * the next one, in a slot that is neither the newest nor claimed. So nobody waits, and no slot is
 * written to that somebody reads.
 *
 * <p>A claim is the JVM's slot in the session and in the low 16 bits that of the frame, plus one. That
 * of a dead JVM counts for nothing, and nobody has its value later. Where all slots are claimed by the
 * living, suspended ones too, the writer makes one more. Slots, therefore, are two more than the most
 * readers there ever were.
 */
final class Frames implements SharedObject.Disposable {
  static final int MAX_SLOTS = 256;
  static final int FIRST_SLOTS = 3;

  private static final int WRITER_AT = 8;
  private static final int COUNT_AT = 16;
  private static final int CLAIMS_AT = 64;
  private static final int ROW_BYTES = 8 * FrameReaders.MAX_THREADS;
  private static final int IDS_AT = CLAIMS_AT + SharedObject.MAX_MEMBERS * ROW_BYTES;
  private static final int BYTES = IDS_AT + 8 * MAX_SLOTS;

  private static final int SLOT_BITS = 16;
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

  private final SharedObject object;
  private final ByteBuffer memory;
  private final int body;
  private final int size;
  private final FrameReaders readers;

  /** Those that this JVM has made: mapped already, which a loop that reads them is spared. */
  private final AtomicReferenceArray<@Nullable ByteBuffer> made =
      new AtomicReferenceArray<>(MAX_SLOTS);

  /** Those that this JVM has written to; only for who writes. */
  private final @Nullable ByteBuffer[] written = new ByteBuffer[MAX_SLOTS];

  private volatile boolean left;

  private Frames(SharedObject object, int size) {
    this.object = object;
    this.memory = object.memory();
    this.body = object.body();
    this.size = size;
    int row = body + CLAIMS_AT + object.self() * ROW_BYTES;
    for (int i = 0; i < ROW_BYTES; i += 8) {
      Words.setVolatile(memory, row + i, 0);
    }
    this.readers = new FrameReaders(this, row);
  }

  /** That of an object in this JVM: its row in the table of claims is one. */
  static Frames of(SharedObject object, int size) {
    synchronized (object) {
      if (object.core() instanceof Frames known && !known.left) {
        return known;
      }
      Frames made = new Frames(object, size);
      object.core(made);
      object.ledger(made);
      return made;
    }
  }

  /** Makes the object, with the slots that one reader and a writer need. */
  static SharedObject create(int size) {
    SharedObject object = SharedObjects.create(Kind.FRAMES, 0, BYTES);
    Frames frames = of(object, size);
    boolean made = false;
    try {
      for (int i = 0; i < FIRST_SLOTS; i++) {
        frames.addSlot();
      }
      made = true;
      return object;
    } finally {
      if (!made) {
        object.leave(0);
      }
    }
  }

  FrameReaders readers() {
    return readers;
  }

  int size() {
    return size;
  }

  // The newest frame.

  long newest() {
    return Words.getVolatile(memory, body);
  }

  static long sequence(long frame) {
    return frame >>> SLOT_BITS;
  }

  static int slot(long frame) {
    return (int) frame & SLOT_MASK;
  }

  void publish(int slot) {
    Words.setVolatile(memory, body, ((sequence(newest()) + 1) << SLOT_BITS) | slot);
  }

  /** Claims the slot of the newest frame, which is not 0, by the word at {@code claimAt}. */
  long claimNewest(int claimAt) {
    long us = object.session().slot() << SLOT_BITS;
    long frame = newest();
    while (true) {
      Words.setVolatile(memory, claimAt, us | slot(frame) + 1);
      long now = newest();
      if (now == frame) {
        return frame;
      }
      frame = now;
    }
  }

  void unclaim(int claimAt) {
    Words.setVolatile(memory, claimAt, 0);
  }

  // The writer.

  /**
   * Takes the place of the writer.
   *
   * @return the slot to write to
   */
  int begin() {
    long us = object.session().slot();
    long owner = Words.getVolatile(memory, body + WRITER_AT);
    if (owner == us
        || (owner != 0 && object.isSlotAlive(owner))
        || !Words.compareAndSet(memory, body + WRITER_AT, owner, us)) {
      throw new IllegalStateException(
          owner == us
              ? "this process is writing a frame already: close its writer first"
              : "another process is writing a frame: one writes at a time");
    }
    boolean begun = false;
    try {
      int slot = freeSlot();
      if (written[slot] == null) {
        written[slot] = map(slot);
      }
      begun = true;
      return slot;
    } finally {
      if (!begun) {
        end();
      }
    }
  }

  /** The memory of a slot that {@link #begin} answered. */
  ByteBuffer writable(int slot) {
    ByteBuffer memory = written[slot];
    if (memory == null) {
      throw new IllegalStateException("slot " + slot + " is not being written");
    }
    return memory.clear();
  }

  /** Gives up the place of the writer. */
  void end() {
    Words.setVolatile(memory, body + WRITER_AT, 0);
  }

  private int freeSlot() {
    int count = Words.getIntVolatile(memory, body + COUNT_AT);
    long newest = newest();
    int slot = unclaimed(count, newest, false);
    if (slot < 0) {
      slot = unclaimed(count, newest, true);
    }
    return slot >= 0 ? slot : addSlot();
  }

  /** A slot that neither has the newest frame nor is claimed; -1 if there is none. */
  private int unclaimed(int count, long newest, boolean settles) {
    boolean[] taken = new boolean[count];
    if (newest != 0) {
      taken[slot(newest)] = true;
    }
    int end = body + CLAIMS_AT + object.members() * ROW_BYTES;
    for (int at = body + CLAIMS_AT; at < end; at += 8) {
      long claim = Words.getVolatile(memory, at);
      if (claim != 0 && !(settles && endIfDead(at, claim))) {
        taken[slot(claim) - 1] = true;
      }
    }
    for (int i = 1; i <= count; i++) {
      int slot = (slot(newest) + i) % count;
      if (!taken[slot]) {
        return slot;
      }
    }
    return -1;
  }

  /** Ends a claim if its JVM is dead. */
  private boolean endIfDead(int at, long claim) {
    if (object.isSlotAlive(claim >>> SLOT_BITS)) {
      return false;
    }
    Words.compareAndSet(memory, at, claim, 0);
    return true;
  }

  @Override
  public void settle(int member, long slot) {
    if (slot == object.session().slot()) {
      left = true;
    }
    int row = body + CLAIMS_AT + member * ROW_BYTES;
    for (int at = row; at < row + ROW_BYTES; at += 8) {
      long claim = Words.getVolatile(memory, at);
      if (claim >>> SLOT_BITS == slot) {
        Words.compareAndSet(memory, at, claim, 0);
      }
    }
  }

  // Slots.

  private int addSlot() {
    int count = Words.getIntVolatile(memory, body + COUNT_AT);
    if (count == MAX_SLOTS) {
      throw new ProcessingException(
          "more than " + (MAX_SLOTS - 2) + " threads hold a frame at a time, each another one");
    }
    Segment segment =
        Segment.create(object.session(), Kind.FRAME, Segment.BODY + (long) size)
            .partOf(object.id());
    made.set(count, segment.memory());
    long word = segment.id() << 1 | (segment.name().spilled() ? 1 : 0);
    Words.setVolatile(memory, body + IDS_AT + 8 * count, word);
    Words.setIntVolatile(memory, body + COUNT_AT, count + 1);
    return count;
  }

  /** The memory of a slot, for one who uses it: from position 0 to the size, in the order of the machine. */
  ByteBuffer map(int slot) {
    ByteBuffer mapped = made.get(slot);
    if (mapped == null) {
      long word = Words.getVolatile(memory, body + IDS_AT + 8 * slot);
      mapped =
          Segment.open(
                  object.session(),
                  Segment.nameOf(object.session(), word >>> 1, (word & 1) != 0),
                  Kind.FRAME)
              .memory();
    }
    return mapped.slice(Segment.BODY, size).order(ByteOrder.nativeOrder());
  }

  @Override
  public void dispose() {
    int count = Words.getIntVolatile(memory, body + COUNT_AT);
    for (int slot = 0; slot < count; slot++) {
      long word = Words.getVolatile(memory, body + IDS_AT + 8 * slot);
      Segment.nameOf(object.session(), word >>> 1, (word & 1) != 0).delete(object.session());
    }
  }
}
