package io.github.processing4j.runtime.queue;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes items from a lane, in turns with the readers of other JVMs: by moving the head; or, in a
 * joinable queue, by claiming the record, after which anybody may move the head. Not thread-safe.
 */
final class LaneReader {
  /** It asks whether the owner lives, which costs a call of the system, once in so many bytes. */
  private static final int UNTIDY_BYTES = 1 << 20;

  private final Lane lane;
  private final Chunks chunks;
  private final int headerBytes;
  private final long slot;
  private long knownTail;
  private long leftBytes;
  private boolean untidy;

  LaneReader(Lane lane) {
    this.lane = lane;
    this.chunks = new Chunks(lane);
    this.headerBytes = lane.headerBytes();
    this.slot = lane.session().slot();
  }

  Lane lane() {
    return lane;
  }

  /** As {@link #next(boolean, int)} with 0. */
  @Nullable Item next(boolean take) {
    return next(take, 0);
  }

  /**
   * Takes the next item, or looks at it.
   *
   * @param take whether to take it
   * @param least if there is no memory for it, its first bytes are taken, so many at most; 0 to throw
   * @return its form and bytes, or null if there is none
   */
  @Nullable Item next(boolean take, int least) {
    while (true) {
      long head = lane.head();
      if (head >= knownTail) {
        knownTail = lane.tail();
        if (head >= knownTail) {
          return null;
        }
      }
      ByteBuffer chunk = chunks.get(head, Lane.HEAD_AT);
      if (chunk == null) {
        continue;
      }
      int at = Lane.offset(head);
      int length = Words.getIntPlain(chunk, at);
      if (length == Lane.END) {
        if (lane.moveHead(head, Lane.position(Lane.ordinal(head) + 1, Lane.CHUNK_BODY))) {
          leftBytes += chunk.capacity();
          untidy = leftBytes >= UNTIDY_BYTES || lane.owner() == 0;
        }
        continue;
      }
      if (length < 1 || length > chunk.capacity() - at - headerBytes) {
        requireMoved(head);
        continue;
      }
      long after = Lane.position(Lane.ordinal(head), at + lane.recordBytes(length));
      if (lane.claims()) {
        boolean free = Words.getVolatile(chunk, at + Lane.CLAIM) == Claim.NONE;
        if (take && free) {
          free = Words.compareAndSet(chunk, at + Lane.CLAIM, Claim.NONE, slot);
        }
        if (take || !free) {
          lane.moveHead(head, after);
        }
        if (free) {
          return item(chunk, at, length, take ? new Claim(lane, chunk, at, slot) : null, least);
        }
        continue;
      }
      Item item = item(chunk, at, length, null, least);
      if (take ? lane.moveHead(head, after) : chunks.isStill(head, Lane.HEAD_AT)) {
        return item;
      }
    }
  }

  /** Whether it is time to see if somebody will use the chunks again that it has left. */
  boolean isUntidy() {
    if (untidy) {
      untidy = false;
      leftBytes = 0;
      return true;
    }
    return false;
  }

  private Item item(ByteBuffer chunk, int at, int length, @Nullable Claim claim, int least) {
    byte form = chunk.get(at + headerBytes);
    if (length == 1 && claim == null) {
      return Item.empty(form);
    }
    byte[] bytes = memory(length - 1, least);
    chunk.get(at + headerBytes + 1, bytes);
    return Item.claimed(form, bytes, claim);
  }

  private static byte[] memory(int length, int least) {
    try {
      return new byte[length];
    } catch (OutOfMemoryError e) {
      if (least == 0 || length <= least) {
        throw e;
      }
      return new byte[least];
    }
  }

  private void requireMoved(long head) {
    if (chunks.isStill(head, Lane.HEAD_AT)) {
      throw new ProcessingException(
          "a queue is damaged at " + Long.toHexString(head) + ": something else wrote to its file",
          null);
    }
  }
}
