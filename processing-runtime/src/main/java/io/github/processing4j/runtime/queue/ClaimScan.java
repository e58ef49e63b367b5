package io.github.processing4j.runtime.queue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a lane that are not all done. Its chunks stay what they are as long as the
 * done position has not left them, and are never used again after that. Not thread-safe.
 */
final class ClaimScan {
  private final Lane lane;
  private final SharedObject object;
  private final long slot;

  private int ordinal = -1;
  private @Nullable ByteBuffer chunk;

  private long knownSlot;
  private boolean knownAlive;

  /** The claim of the record that {@link #seek} has found, in {@link #chunk}. */
  private long found;

  private boolean leftChunk;

  ClaimScan(Lane lane, SharedObject object) {
    this.lane = lane;
    this.object = object;
    this.slot = object.session().slot();
  }

  /**
   * A record that a dead JVM has claimed, or that was given back.
   *
   * @param take whether to claim it
   * @return its item, or null if there is none
   */
  @Nullable Item orphan(boolean take) {
    long head = lane.head();
    for (long at = first(head); at < head; at = seek(after(at), head)) {
      ByteBuffer memory = memory();
      int offset = Lane.offset(at);
      if (!take) {
        return new Claim(lane, memory, offset, slot).item();
      }
      if (Words.compareAndSet(memory, offset + Lane.CLAIM, found, slot)) {
        return new Claim(lane, memory, offset, slot).item();
      }
    }
    return null;
  }

  /** How many such records there are. */
  int count() {
    int count = 0;
    long head = lane.head();
    for (long at = first(head); at < head; at = seek(after(at), head)) {
      count++;
    }
    return count;
  }

  /** Adds the items of all such records. */
  void addTo(List<Item> all) {
    long head = lane.head();
    for (long at = first(head); at < head; at = seek(after(at), head)) {
      all.add(new Claim(lane, memory(), Lane.offset(at), slot).item());
    }
  }

  private long first(long head) {
    knownSlot = Claim.NONE;
    return seek(lane.done(), head);
  }

  /** The position of the first such record from {@code at} on; not before the head if there is none. */
  private long seek(long from, long head) {
    long at = from;
    while (at < head) {
      ByteBuffer memory = chunkAt(at);
      if (memory == null) {
        return head;
      }
      int offset = Lane.offset(at);
      if (Words.getIntVolatile(memory, offset) == Lane.END) {
        at = Lane.position(Lane.ordinal(at) + 1, Lane.CHUNK_BODY);
        continue;
      }
      found = Words.getVolatile(memory, offset + Lane.CLAIM);
      if (found != Claim.DONE && !isHeld(found)) {
        return at;
      }
      at = after(at);
    }
    return head;
  }

  /** The position after a record in the chunk at hand. */
  private long after(long at) {
    int offset = Lane.offset(at);
    int length = Words.getIntVolatile(memory(), offset);
    return Lane.position(Lane.ordinal(at), offset + lane.recordBytes(length));
  }

  private ByteBuffer memory() {
    return Objects.requireNonNull(chunk);
  }

  private boolean isHeld(long claim) {
    if (claim == Claim.NONE) {
      return false;
    }
    if (claim == slot) {
      return true;
    }
    if (claim != knownSlot) {
      knownSlot = claim;
      knownAlive = object.isSlotAlive(claim);
    }
    return knownAlive;
  }

  /** Moves the done position over what is done. */
  void advance() {
    while (true) {
      long at = lane.done();
      if (at >= lane.tail()) {
        return;
      }
      ByteBuffer memory = chunkAt(at);
      if (memory == null) {
        continue;
      }
      int offset = Lane.offset(at);
      int length = Words.getIntVolatile(memory, offset);
      if (length == Lane.END) {
        leftChunk |= advance(at, Lane.position(Lane.ordinal(at) + 1, Lane.CHUNK_BODY));
      } else if (Words.getVolatile(memory, offset + Lane.CLAIM) == Claim.DONE) {
        advance(at, Lane.position(Lane.ordinal(at), offset + lane.recordBytes(length)));
      } else {
        return;
      }
    }
  }

  /** The head first: it never falls behind, for chunks that the done position has left may be gone. */
  private boolean advance(long from, long to) {
    lane.moveHead(from, to);
    return Words.compareAndSet(lane.memory(), Lane.DONE_AT, from, to);
  }

  /** Whether the done position was moved out of a chunk here since this was last asked. */
  boolean hasLeftChunk() {
    boolean left = leftChunk;
    leftChunk = false;
    return left;
  }

  private @Nullable ByteBuffer chunkAt(long position) {
    int wanted = Lane.ordinal(position);
    ByteBuffer known = chunk;
    if (wanted == ordinal && known != null) {
      return known;
    }
    try {
      ByteBuffer opened = lane.openChunk(lane.chunkWord(wanted)).memory();
      if (Lane.ordinal(lane.done()) > wanted) {
        return null;
      }
      ordinal = wanted;
      chunk = opened;
      return opened;
    } catch (SegmentException e) {
      if (Lane.ordinal(lane.done()) > wanted) {
        return null;
      }
      throw e;
    }
  }
}
