package io.github.processing4j.runtime.queue;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The one writer of a lane, in the JVM that owns it. Not thread-safe. */
final class LaneWriter {
  private static final int FIRST_CHUNK_BYTES = 64 << 10;
  private static final int MAX_CHUNK_BYTES = 16 << 20;

  /** Chunks of a joinable queue are not used again: small ones would be mapped all too often. */
  private static final int CLAIMED_CHUNK_BYTES = 1 << 20;

  /** A chunk has room for so many items of the kind that it was made for. */
  private static final int ITEMS_PER_CHUNK = 4;

  /** So many chunks that the readers have left are kept to be used again. */
  private static final int MAX_SPARE_CHUNKS = 2;

  /** Looks at the head once in so many items whether readers have left chunks behind. */
  private static final int PUTS_PER_LOOK = 16;

  private final Lane lane;
  private final int headerBytes;
  private final Deque<Chunk> used = new ArrayDeque<>();
  private final Deque<Chunk> spare = new ArrayDeque<>();
  private int chunkBytes = FIRST_CHUNK_BYTES;

  private Chunk chunk;
  private ByteBuffer memory;
  private int offset;
  private int lastOffset;
  private int seq;
  private long bytesBefore;
  private int putsSinceLook;

  /** A chunk of the lane; its segment is opened when it is needed. */
  private static final class Chunk {
    final long word;
    int ordinal;
    @Nullable Segment segment;

    Chunk(long word, int ordinal) {
      this.word = word;
      this.ordinal = ordinal;
    }
  }

  /** Begins a new lane, or goes on where its last owner has left it. */
  LaneWriter(Lane lane) {
    this.lane = lane;
    this.headerBytes = lane.headerBytes();
    lane.revoke();
    lane.trim();
    long tail = lane.tail();
    int last = Lane.ordinal(tail);
    if (tail == Lane.START) {
      // Nothing was ever put; the last owner may have died before the chunk was whole.
      long unmade = lane.chunkWord(0);
      if (unmade != 0) {
        Lane.deleteUnmade(lane.session(), unmade);
      }
      Segment first = lane.createChunk(0, FIRST_CHUNK_BYTES, 0);
      chunk = new Chunk(Lane.word(first), 0);
      chunk.segment = first;
    } else {
      for (int ordinal = Lane.ordinal(lane.free()); ordinal < last; ordinal++) {
        used.add(new Chunk(lane.chunkWord(ordinal), ordinal));
      }
      chunk = new Chunk(lane.chunkWord(last), last);
    }
    memory = map(chunk);
    offset = Lane.offset(tail);
    seq = Words.getIntPlain(memory, offset + Lane.SEQ);
    bytesBefore = lane.bytesBefore(last);
  }

  private ByteBuffer map(Chunk of) {
    Segment known = of.segment;
    if (known == null) {
      known = lane.openChunk(of.word);
      of.segment = known;
    }
    return known.memory();
  }

  Lane lane() {
    return lane;
  }

  /**
   * Writes an item, which readers do not see before {@link #publish}.
   *
   * @throws SegmentException if there is no room for it; then nothing has changed
   */
  void append(byte form, byte[] source, int from, int length) {
    int bytes = lane.recordBytes(length + 1);
    if (memory.capacity() - offset - headerBytes < bytes) {
      nextChunk((long) bytes + headerBytes);
    }
    ByteBuffer to = memory;
    int at = offset;
    lastOffset = at;
    to.put(at + headerBytes, form);
    to.put(at + headerBytes + 1, source, from, length);
    if (lane.claims()) {
      Words.setPlain(to, at + Lane.CLAIM, 0);
    }
    Words.setIntPlain(to, at, length + 1);
    offset = at + bytes;
    Words.setIntPlain(to, offset + Lane.SEQ, ++seq);
  }

  /** Lets readers see what was appended. */
  void publish() {
    Words.setVolatile(lane.memory(), Lane.TAIL_AT, Lane.position(chunk.ordinal, offset));
    look();
  }

  /** A drained queue does not keep what it needed before. */
  private void look() {
    if (!used.isEmpty() && ++putsSinceLook >= PUTS_PER_LOOK) {
      collect();
    }
  }

  /** Announces an item that may be put. Others may take that back. */
  void reserve() {
    Words.setVolatile(lane.memory(), Lane.TAIL_AT, lane.tail() | Lane.RESERVED);
  }

  /**
   * Lets readers see the one item that was appended, if its reservation stands; else it is as if it had
   * not been appended.
   */
  boolean publishReserved() {
    boolean stands =
        Words.compareAndSet(
            lane.memory(),
            Lane.TAIL_AT,
            lane.tail() | Lane.RESERVED,
            Lane.position(chunk.ordinal, offset));
    if (!stands) {
      offset = lastOffset;
      seq--;
    } else {
      look();
    }
    return stands;
  }

  /** How many items wait in this lane. The writer's own chunks are nobody's to change. */
  int count() {
    long head = lane.head();
    int ordinal = Lane.ordinal(head);
    if (ordinal == chunk.ordinal) {
      return seq - Words.getIntVolatile(memory, Lane.offset(head) + Lane.SEQ);
    }
    for (Chunk older : used) {
      if (older.ordinal == ordinal) {
        return seq - Words.getIntVolatile(map(older), Lane.offset(head) + Lane.SEQ);
      }
    }
    throw new IllegalStateException("the head is in no chunk of its lane");
  }

  /** How many bytes wait in this lane. */
  long bytes() {
    long head = lane.head();
    return bytesBefore + offset - lane.bytesBefore(Lane.ordinal(head)) - Lane.offset(head);
  }

  private void nextChunk(long recordBytes) {
    int ordinal = chunk.ordinal + 1;
    if (ordinal - Lane.ordinal(lane.free()) >= Lane.MAX_CHUNKS) {
      throw new SegmentException(
          "a queue holds " + Lane.MAX_CHUNKS + " chunks of one process, the most there can be",
          "",
          null);
    }
    long before = bytesBefore + offset - Lane.CHUNK_BODY;
    Chunk next = chunkFor(ordinal, recordBytes + Lane.CHUNK_BODY, before);
    ByteBuffer into = map(next);
    bytesBefore = before;
    Words.setIntPlain(memory, offset, Lane.END);
    Words.setIntPlain(into, Lane.CHUNK_BODY + Lane.SEQ, seq);
    used.add(chunk);
    chunk = next;
    memory = into;
    offset = Lane.CHUNK_BODY;
  }

  /** A chunk for so many bytes, entered into the directory. */
  private Chunk chunkFor(int ordinal, long bytes, long before) {
    collect();
    for (Chunk free : spare) {
      if (map(free).capacity() >= bytes) {
        spare.remove(free);
        // The new entry first: one of the two is there whenever this process is killed.
        lane.enter(ordinal, free.word, before);
        lane.remove(free.ordinal, free.word);
        free.ordinal = ordinal;
        return free;
      }
    }
    boolean behind = spare.isEmpty() && !used.isEmpty();
    if (behind || (lane.claims() && chunkBytes < CLAIMED_CHUNK_BYTES)) {
      chunkBytes = Math.min(2 * chunkBytes, MAX_CHUNK_BYTES);
    }
    long roomy = Math.min(ITEMS_PER_CHUNK * bytes, MAX_CHUNK_BYTES);
    long size = Math.max(bytes, Math.max(roomy, chunkBytes));
    Segment made = lane.createChunk(ordinal, size, before);
    Chunk created = new Chunk(Lane.word(made), ordinal);
    created.segment = made;
    return created;
  }

  /** Takes back the chunks that readers have left. */
  private void collect() {
    putsSinceLook = 0;
    int free = Lane.ordinal(lane.free());
    while (!used.isEmpty() && used.getFirst().ordinal < free) {
      spare.addLast(used.removeFirst());
    }
    // A late reader may still claim in a chunk that it has mapped: such chunks are not used again.
    int kept = lane.claims() ? 0 : MAX_SPARE_CHUNKS;
    while (spare.size() > kept || isEntryNeeded()) {
      Chunk left = spare.removeFirst();
      lane.deleteChunk(left.word);
      lane.remove(left.ordinal, left.word);
    }
  }

  /** Whether the next chunk is to be entered where the oldest spare one is. */
  private boolean isEntryNeeded() {
    return !spare.isEmpty() && chunk.ordinal + 1 - spare.getFirst().ordinal >= Lane.MAX_CHUNKS;
  }
}
