package io.github.processing4j.runtime.queue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
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

  ClaimScan(Lane lane, SharedObject object) {
    this.lane = lane;
    this.object = object;
    this.slot = object.session().slot();
  }

  /** Claims a record that a dead JVM has claimed, or that was given back; null if there is none. */
  @Nullable Item orphan() {
    knownSlot = Claim.NONE;
    long at = lane.done();
    long head = lane.head();
    while (at < head) {
      ByteBuffer memory = chunkAt(at);
      if (memory == null) {
        return null;
      }
      int offset = Lane.offset(at);
      int length = Words.getIntVolatile(memory, offset);
      if (length == Lane.END) {
        at = Lane.position(Lane.ordinal(at) + 1, Lane.CHUNK_BODY);
        continue;
      }
      long claim = Words.getVolatile(memory, offset + Lane.CLAIM);
      if (claim != Claim.DONE
          && !isHeld(claim)
          && Words.compareAndSet(memory, offset + Lane.CLAIM, claim, slot)) {
        byte[] bytes = new byte[length - 1];
        memory.get(offset + lane.headerBytes() + 1, bytes);
        return Item.claimed(
            memory.get(offset + lane.headerBytes()), bytes, new Claim(lane, memory, offset, slot));
      }
      at = Lane.position(Lane.ordinal(at), offset + lane.recordBytes(length));
    }
    return null;
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
        advance(at, Lane.position(Lane.ordinal(at) + 1, Lane.CHUNK_BODY));
      } else if (Words.getVolatile(memory, offset + Lane.CLAIM) == Claim.DONE) {
        advance(at, Lane.position(Lane.ordinal(at), offset + lane.recordBytes(length)));
      } else {
        return;
      }
    }
  }

  /** The head first: it never falls behind, for chunks that the done position has left may be gone. */
  private void advance(long from, long to) {
    lane.moveHead(from, to);
    Words.compareAndSet(lane.memory(), Lane.DONE_AT, from, to);
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
