package io.github.processing4j.runtime.queue;

import io.github.processing4j.ProcessingException;
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
 *   64        512 lanes, a long each: {@link Lane#word()}
 * </pre>
 *
 * <p>A lane belongs to one JVM as long as that lives and holds the queue; then the next JVM that puts
 * takes it over, with all that waits in it. Thread-safe.
 */
final class Lanes {
  static final int MAX_LANES = SharedObject.MAX_MEMBERS;
  static final int BYTES = 64 + 8 * MAX_LANES;

  private static final int TABLE = 64;

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

  /** How many there may be: those at lower indexes are there, but for some that are being made. */
  int count() {
    return Words.getIntVolatile(memory, at);
  }

  /** The lane at an index, or null if it is being made. */
  @Nullable Lane get(int index) {
    Lane known = open.get(index);
    if (known != null) {
      return known;
    }
    long word = Words.getVolatile(memory, at + TABLE + 8 * index);
    if (word == 0) {
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
      if (lane != null) {
        long owner = lane.owner();
        if ((owner == slot || owner == 0 || !object.isSlotAlive(owner))
            && lane.changeOwner(owner, slot)) {
          return new LaneWriter(lane);
        }
      }
    }
    return create(session, slot);
  }

  private LaneWriter create(Session session, long slot) {
    Lane lane = Lane.create(session, object.id(), claims);
    lane.changeOwner(0, slot);
    LaneWriter writer = new LaneWriter(lane);
    for (int i = 0; i < MAX_LANES; i++) {
      int entryAt = at + TABLE + 8 * i;
      if (Words.getVolatile(memory, entryAt) == 0
          && Words.compareAndSet(memory, entryAt, 0, lane.word())) {
        open.set(i, lane);
        int high = count();
        while (high <= i && !Words.compareAndSetInt(memory, at, high, i + 1)) {
          high = count();
        }
        return writer;
      }
    }
    lane.delete();
    throw new ProcessingException(
        "more than " + MAX_LANES + " processes put into one queue at a time");
  }

  /** Lets the lanes of a JVM be taken over. */
  void release(long slot) {
    for (int i = count() - 1; i >= 0; i--) {
      Lane lane = get(i);
      if (lane != null && lane.owner() == slot) {
        lane.changeOwner(slot, 0);
      }
    }
  }

  /** Deletes all their files. */
  void delete() {
    for (int i = count() - 1; i >= 0; i--) {
      Lane lane = get(i);
      if (lane != null) {
        lane.delete();
      }
    }
  }
}
