package io.github.processing4j.runtime.queue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a lane as one reader has them mapped: the current one, and the last few, which the
 * writer is likely to use again. Not thread-safe.
 */
final class Chunks {
  private static final int KEPT = 4;

  private final Lane lane;
  private final long[] words = new long[KEPT];
  private final @Nullable Segment[] segments = new Segment[KEPT];
  private int next;

  private int ordinal = -1;
  private @Nullable ByteBuffer current;

  Chunks(Lane lane) {
    this.lane = lane;
  }

  /**
   * The chunk with the ordinal of a position.
   *
   * @param at where {@code position} was read from: as long as it is still there, the chunk is what
   *     it was
   * @return null if the position has changed meanwhile
   */
  @Nullable ByteBuffer get(long position, int at) {
    int wanted = Lane.ordinal(position);
    ByteBuffer known = current;
    if (wanted == ordinal && known != null) {
      return known;
    }
    return find(position, at, wanted);
  }

  private @Nullable ByteBuffer find(long position, int at, int wanted) {
    long word = lane.chunkWord(wanted);
    if (word == 0 && !isStill(position, at)) {
      return null;
    }
    Segment segment = kept(word);
    if (segment == null) {
      try {
        segment = lane.openChunk(word);
      } catch (SegmentException e) {
        if (isStill(position, at)) {
          throw e;
        }
        return null;
      }
    }
    if (!isStill(position, at)) {
      return null;
    }
    keep(word, segment);
    ordinal = wanted;
    current = segment.memory();
    return current;
  }

  /** Whether the position has not changed; before that, what was read of its chunk means nothing. */
  boolean isStill(long position, int at) {
    // What was read of the chunk was read before.
    VarHandle.loadLoadFence();
    return Lane.position(Words.getVolatile(lane.memory(), at)) == position;
  }

  private @Nullable Segment kept(long word) {
    for (int i = 0; i < KEPT; i++) {
      if (words[i] == word && segments[i] != null) {
        return segments[i];
      }
    }
    return null;
  }

  private void keep(long word, Segment segment) {
    if (kept(word) == null) {
      words[next] = word;
      segments[next] = segment;
      next = next + 1 & KEPT - 1;
    }
  }
}
