package io.github.processing4j.runtime.shared;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The threads of this JVM that read frames. Each has a claim, and so a frame, of its own. */
final class FrameReaders {
  static final int MAX_THREADS = 8;

  private final Frames frames;
  private final int row;
  private volatile Reader[] all = {};

  /** Those whose claims are in the row of memory that begins at {@code row}. */
  FrameReaders(Frames frames, int row) {
    this.frames = frames;
    this.row = row;
  }

  /** That of the calling thread, or null if it never was one. */
  @Nullable Reader find() {
    Thread self = Thread.currentThread();
    for (Reader reader : all) {
      if (reader.thread == self) {
        return reader;
      }
    }
    return null;
  }

  /** That of the calling thread. */
  Reader get() {
    Reader known = find();
    return known != null ? known : add();
  }

  private synchronized Reader add() {
    Reader[] now = all;
    int index = 0;
    while (index < now.length && now[index].thread.isAlive()) {
      index++;
    }
    if (index == MAX_THREADS) {
      throw new IllegalStateException(
          "more than " + MAX_THREADS + " threads of this process read this frame buffer");
    }
    Reader added = new Reader(frames, row + 8 * index);
    now = Arrays.copyOf(now, Math.max(now.length, index + 1));
    now[index] = added;
    all = now;
    return added;
  }

  /** What one thread reads. */
  static final class Reader {
    private final Thread thread = Thread.currentThread();
    private final Frames frames;
    private final int claimAt;
    private final @Nullable ByteBuffer[] slots = new ByteBuffer[Frames.MAX_SLOTS];
    private @Nullable ByteBuffer current;
    private long sequence;

    Reader(Frames frames, int claimAt) {
      this.frames = frames;
      this.claimAt = claimAt;
      frames.unclaim(claimAt);
    }

    long sequence() {
      return sequence;
    }

    @Nullable ByteBuffer latest() {
      if (Frames.sequence(frames.newest()) != sequence) {
        long frame = frames.claimNewest(claimAt);
        current = slot(Frames.slot(frame));
        sequence = Frames.sequence(frame);
      }
      ByteBuffer frame = current;
      return frame == null ? null : frame.clear();
    }

    private ByteBuffer slot(int slot) {
      ByteBuffer known = slots[slot];
      if (known == null) {
        ByteBuffer mapped = frames.map(slot);
        known = mapped.asReadOnlyBuffer().order(mapped.order());
        slots[slot] = known;
      }
      return known;
    }
  }
}
