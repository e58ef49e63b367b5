package io.github.processing4j.runtime.queue;

import io.github.processing4j.Processing;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.runtime.session.Session;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Lanes for the states of the tests: empty ones, used again when all others were. */
final class LanePool {
  /** More than jcstress keeps states at a time. */
  private static final int LANES = 1024;

  private static final LanePool PLAIN = new LanePool(false);
  private static final LanePool CLAIMED = new LanePool(true);

  private final boolean claims;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(LANES);

  static {
    // Makes the session known to the engine, which removes it at the end.
    Processing.event();
  }

  private LanePool(boolean claims) {
    this.claims = claims;
  }

  /** A lane with its writer and two readers, as if each were in a JVM of its own. */
  static final class Entry {
    final Lane lane;
    final LaneWriter writer;
    final LaneReader one;
    final LaneReader two;
    private long written;

    Entry(Lane lane) {
      this.lane = lane;
      writer = new LaneWriter(lane);
      one = new LaneReader(lane);
      two = new LaneReader(lane);
    }

    /** Writes an item whose bytes all say the same. */
    void write(int length) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) ++written);
      writer.append(Items.BYTES, bytes, 0, length);
      writer.publish();
    }

    /** 0 for no item, 1 for the one that was written last, 2 for anything else. */
    int verdict(Item item) {
      if (item == null) {
        return 0;
      }
      for (byte b : item.bytes) {
        if (b != (byte) written) {
          return 2;
        }
      }
      return 1;
    }

    /** Takes what is left, and marks all as done. */
    int drain() {
      int left = 0;
      for (Item item = one.next(true); item != null; item = one.next(true)) {
        left++;
        if (item.claim != null) {
          item.claim.done();
        }
      }
      if (lane.claims()) {
        Words.setVolatile(lane.memory(), Lane.DONE_AT, lane.tail());
      }
      return left;
    }
  }

  private Entry take() {
    int index = next.getAndIncrement() & LANES - 1;
    Entry known = entries.get(index);
    if (known == null) {
      known = new Entry(Lane.create(Session.current(), 0, claims));
      entries.set(index, known);
    }
    return known;
  }

  static Entry plain() {
    return PLAIN.take();
  }

  static Entry claimed() {
    return CLAIMED.take();
  }
}
