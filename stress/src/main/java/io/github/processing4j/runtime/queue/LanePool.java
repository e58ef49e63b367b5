package io.github.processing4j.runtime.queue;

import io.github.processing4j.Processing;
import io.github.processing4j.runtime.memory.Segment;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.runtime.session.Session;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lanes for the states of the tests: empty ones, given back when a state is done. */
final class LanePool {
  private static final LanePool PLAIN = new LanePool(false);
  private static final LanePool CLAIMED = new LanePool(true);

  private final boolean claims;
  private final Queue<Entry> free = new ConcurrentLinkedQueue<>();

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
    private final Queue<Entry> home;
    private long written;

    Entry(Lane lane, Queue<Entry> home) {
      this.lane = lane;
      this.home = home;
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

    /** Takes what is left, marks all as done, and gives the lane back. */
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
      home.add(this);
      return left;
    }
  }

  private Lane made() {
    Session session = Session.current();
    return Lane.create(session, Segment.newId(session), 0, claims);
  }

  private Entry take() {
    Entry known = free.poll();
    return known != null ? known : new Entry(made(), free);
  }

  static Entry plain() {
    return PLAIN.take();
  }

  static Entry claimed() {
    return CLAIMED.take();
  }
}
