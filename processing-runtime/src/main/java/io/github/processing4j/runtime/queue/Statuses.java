package io.github.processing4j.runtime.queue;

import io.github.processing4j.frame.Status;
import io.github.processing4j.frame.StatusQueue;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Statuses on lanes. An item is its form alone.
 *
 * <pre>
 *    0  long  how often something was put: a glance tells whether there is something new
 *    8  long  the status that was put last, from 1 on; 0 for none
 *   64        lanes
 * </pre>
 *
 * <p>One who puts may die between the item and the count; so not every glance is believed.
 */
final class Statuses {
  private static final int LANES = 64;
  static final int BYTES = LANES + Lanes.BYTES;

  private static final int LATEST = 8;
  private static final int GLANCES_PER_LOOK = 64;
  private static final Status[] ALL = Status.values();
  private static final byte[] NOTHING = {};

  private final ByteBuffer memory;
  private final int at;
  private final LaneQueue lanes;

  // These belong to the thread that polls.
  private long seen;
  private int glances;

  Statuses(SharedObject object) {
    memory = object.memory();
    at = object.body();
    lanes = new LaneQueue(object, at + LANES, 0, 0, 0, false);
  }

  LaneQueue lanes() {
    return lanes;
  }

  void put(Status status) {
    if (lanes.size() >= StatusQueue.BOUND) {
      if (status == Status.PROCESSING) {
        return;
      }
      lanes.poll();
    }
    lanes.offer((byte) status.ordinal(), NOTHING, 0, 0);
    Words.setVolatile(memory, at + LATEST, status.ordinal() + 1);
    Words.getAndAdd(memory, at, 1);
  }

  @Nullable Status poll() {
    long puts = Words.getVolatile(memory, at);
    if (puts == seen && ++glances < GLANCES_PER_LOOK) {
      return null;
    }
    glances = 0;
    Item item = lanes.poll();
    if (item == null) {
      seen = puts;
      return null;
    }
    return ALL[item.form];
  }

  @Nullable Status latest() {
    long latest = Words.getVolatile(memory, at + LATEST);
    return latest == 0 ? null : ALL[(int) latest - 1];
  }
}
