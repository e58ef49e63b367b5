package io.github.processing4j.runtime.queue;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.runtime.session.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a queue, in its own segment.
 *
 * <pre>
 *    0  int   how many entries were ever in use
 *   64        512 lanes, a long each: {@link Lane#word()}; bit 57: it is being made
 * </pre>
 *
 * <p>A lane is entered before it is made: what one who is killed meanwhile has left can be deleted by the
 * next.
 *
 * <p>A lane belongs to one JVM as long as that lives and holds the queue; then the next JVM that puts
 * takes it over, with all that waits in it. Thread-safe.
 */
final class Lanes {
  static final int MAX_LANES = SharedObject.MAX_MEMBERS;
  static final int BYTES = 64 + 8 * MAX_LANES;

  private static final int TABLE = 64;
  private static final long MAKING = 1L << 57;

  private final SharedObject object;
  private final ByteBuffer memory;
  private final int at;
  private final boolean claims;
  private final AtomicReferenceArray<@Nullable Lane> open = new AtomicReferenceArray<>(MAX_LANES);

  /**
   * The lanes of an object.
   *
   * @param at where in its memory
   */
  Lanes(SharedObject object, int at, boolean claims) {
    this.object = object;
    this.memory = object.memory();
    this.at = at;
    this.claims = claims;
  }

  /** The bytes of the smallest record. */
  int leastRecordBytes() {
    return Lane.headerBytes(claims) + 8;
  }

  /** How many there may be: those at lower indexes are there, but for some that are not made. */
  int count() {
    return Words.getIntVolatile(memory, at);
  }

  /** The lane at an index, or null if it is not made. */
  @Nullable Lane get(int index) {
    Lane known = open.get(index);
    if (known != null) {
      return known;
    }
    long word = Words.getVolatile(memory, at + TABLE + 8 * index);
    if (word == 0 || (word & MAKING) != 0) {
      return null;
    }
    Lane opened = Lane.open(object.session(), word, claims);
    return open.compareAndSet(index, null, opened) ? opened : open.get(index);
  }

  /** A lane for this JVM to write: its own, one whose owner is gone, or a new one. */
  LaneWriter claim() {
    Session session = object.session();
    long slot = session.slot();
    int count = count();
    for (int i = 0; i < count; i++) {
      Lane lane = get(i);
      if (lane == null) {
        forgetUnmade(i);
      } else {
        long owner = lane.owner();
        if ((owner == slot || isGone(owner)) && lane.changeOwner(owner, slot)) {
          return new LaneWriter(lane);
        }
      }
    }
    return create(session, slot);
  }

  private boolean isGone(long owner) {
    return owner == 0 || !object.isSlotAlive(owner & ~Lane.TIDYING);
  }

  /** Deletes what one who was killed was making. */
  private void forgetUnmade(int index) {
    int entryAt = at + TABLE + 8 * index;
    long word = Words.getVolatile(memory, entryAt);
    if ((word & MAKING) != 0 && !object.isSlotAlive(Segment.maker(Lane.id(word)))) {
      Lane.deleteUnmade(object.session(), word);
      Words.compareAndSet(memory, entryAt, word, 0);
    }
  }

  private LaneWriter create(Session session, long slot) {
    long id = Segment.newId(session);
    for (int i = 0; i < MAX_LANES; i++) {
      int entryAt = at + TABLE + 8 * i;
      if (Words.getVolatile(memory, entryAt) == 0
          && Words.compareAndSet(memory, entryAt, 0, id | MAKING)) {
        int high = count();
        while (high <= i && !Words.compareAndSetInt(memory, at, high, i + 1)) {
          high = count();
        }
        return new LaneWriter(create(session, slot, id, i));
      }
    }
    throw new ProcessingException(
        "more than " + MAX_LANES + " processes put into one queue at a time");
  }

  private Lane create(Session session, long slot, long id, int index) {
    int entryAt = at + TABLE + 8 * index;
    boolean made = false;
    try {
      Lane lane = Lane.create(session, id, object.id(), claims);
      lane.changeOwner(0, slot);
      open.set(index, lane);
      Words.setVolatile(memory, entryAt, lane.word());
      made = true;
      return lane;
    } finally {
      if (!made) {
        Words.setVolatile(memory, entryAt, 0);
      }
    }
  }

  /** Lets the lanes of a JVM be taken over. If it is this one, it has no writer any more. */
  void release(long slot) {
    boolean ours = slot == object.session().slot();
    for (int i = count() - 1; i >= 0; i--) {
      Lane lane = get(i);
      if (lane != null) {
        if (lane.owner() == slot) {
          if (ours) {
            lane.trim();
          }
          lane.changeOwner(slot, 0);
        } else if (!ours) {
          lane.changeOwner(slot | Lane.TIDYING, 0);
        }
      }
    }
  }

  /**
   * Deletes what the readers have left of a lane whose owner is gone. It belongs to this JVM meanwhile, so
   * that nobody else begins to write.
   */
  void tidy(Lane lane) {
    long owner = lane.owner();
    long tidying = object.session().slot() | Lane.TIDYING;
    if (isGone(owner) && lane.changeOwner(owner, tidying)) {
      try {
        lane.trim();
      } finally {
        lane.changeOwner(tidying, 0);
      }
    }
  }

  /** Deletes all their files. */
  void delete() {
    for (int i = count() - 1; i >= 0; i--) {
      Lane lane = get(i);
      if (lane == null) {
        forgetUnmade(i);
      } else {
        lane.delete();
      }
    }
  }
}
