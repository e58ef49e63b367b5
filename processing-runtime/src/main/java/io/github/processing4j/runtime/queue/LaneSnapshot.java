package io.github.processing4j.runtime.queue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies what waits in a lane. What is taken meanwhile is left out. Used once. */
final class LaneSnapshot {
  private final Lane lane;
  private int ordinal = -1;
  private @Nullable ByteBuffer chunk;

  LaneSnapshot(Lane lane) {
    this.lane = lane;
  }

  void addTo(List<Item> all) {
    addTo(all, lane.head(), lane.tail());
  }

  /**
   * Copies what is between two positions, the first of which was the head.
   *
   * @return up to where it has: before {@code to} if a chunk cannot be opened
   */
  long addTo(List<Item> all, long from, long to) {
    long at = from;
    while (at < to) {
      ByteBuffer memory = chunkAt(Lane.ordinal(at));
      int offset = Lane.offset(at);
      int length = memory == null ? 0 : Words.getIntVolatile(memory, offset);
      @Nullable Item item = null;
      boolean valid =
          memory != null
              && length >= 1
              && length <= memory.capacity() - offset - lane.headerBytes();
      if (memory != null && valid) {
        byte[] bytes = new byte[length - 1];
        memory.get(offset + lane.headerBytes() + 1, bytes);
        item = new Item(memory.get(offset + lane.headerBytes()), bytes);
      }
      // The copy is from before this look at the head.
      VarHandle.loadLoadFence();
      long head = lane.head();
      if (head > at) {
        // It was taken, and its chunk may be another's.
        at = head;
      } else if (length == Lane.END) {
        at = Lane.position(Lane.ordinal(at) + 1, Lane.CHUNK_BODY);
      } else if (item == null) {
        return at;
      } else {
        all.add(item);
        at = Lane.position(Lane.ordinal(at), offset + lane.recordBytes(length));
      }
    }
    return at;
  }

  private @Nullable ByteBuffer chunkAt(int wanted) {
    ByteBuffer known = chunk;
    if (wanted == ordinal && known != null) {
      return known;
    }
    try {
      ByteBuffer opened = lane.openChunk(lane.chunkWord(wanted)).memory();
      ordinal = wanted;
      chunk = opened;
      return opened;
    } catch (SegmentException e) {
      return null;
    }
  }
}
