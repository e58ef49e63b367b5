package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.SharedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a queue within its bounds, without a count that all would have to agree on: what waits in a lane
 * is between its head and its tail.
 *
 * <p>Who puts reserves first, in its own lane; then it adds up all lanes, and the others'
 * reservations. Of two who put at the same time, each sees the other's reservation, so that they never
 * put more together than there is room for; at worst both step back and try again. The reservation of
 * one who has died counts for nothing.
 *
 * <p>As long as there is one lane, what it knows to be free only grows: it looks again when that is used
 * up.
 *
 * <p>Guarded by the lock of those who put.
 */
final class Bounds {
  /** How often it looks again when it is only the others' reservations that leave no room. */
  private static final int MAX_LOOKS = 1000;

  private final Lanes lanes;
  private final long maxItems;
  private final long maxBytes;
  private final List<LaneGauge> gauges = new ArrayList<>();

  /** What is free in the one lane that there is, at least. */
  private long items;

  private long bytes;

  Bounds(Lanes lanes, int maxItems, long maxBytes) {
    this.lanes = lanes;
    this.maxItems = maxItems == 0 ? Long.MAX_VALUE : maxItems;
    this.maxBytes = maxBytes == 0 ? Long.MAX_VALUE : maxBytes;
  }

  /** Whether the writer may put an item; if so, its reservation stands until it ends it. */
  boolean admit(LaneWriter writer, SharedObject object, int recordBytes) {
    writer.reserve(true);
    boolean admitted;
    if (lanes.count() == 1) {
      admitted = admitAlone(writer, recordBytes);
    } else {
      items = 0;
      bytes = 0;
      admitted = addUp(writer, object, recordBytes);
    }
    if (!admitted) {
      writer.reserve(false);
    }
    return admitted;
  }

  private boolean admitAlone(LaneWriter writer, int recordBytes) {
    if (items < 1 || bytes < recordBytes) {
      items = maxItems - writer.count();
      long waiting = maxBytes == Long.MAX_VALUE ? 0 : writer.bytes();
      // What is larger than the bound goes alone.
      bytes = waiting == 0 ? Math.max(maxBytes, recordBytes) : maxBytes - waiting;
      if (items < 1 || bytes < recordBytes) {
        return false;
      }
    }
    items--;
    bytes -= recordBytes;
    return true;
  }

  private boolean addUp(LaneWriter writer, SharedObject object, int recordBytes) {
    for (int looks = 0; looks < MAX_LOOKS; looks++) {
      long waiting = 0;
      long waitingBytes = 0;
      boolean reservedByOthers = false;
      for (int i = 0; i < lanes.count(); i++) {
        LaneGauge gauge = gauge(i);
        if (gauge != null) {
          if (gauge.lane() != writer.lane() && gauge.isReserved() && isAlive(gauge, object)) {
            reservedByOthers = true;
            waiting++;
            waitingBytes += recordBytes;
          }
          waiting += gauge.count();
          waitingBytes += gauge.bytes();
        }
      }
      if (waiting < maxItems && (waitingBytes == 0 || waitingBytes <= maxBytes - recordBytes)) {
        return true;
      }
      if (!reservedByOthers) {
        return false;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private static boolean isAlive(LaneGauge gauge, SharedObject object) {
    long owner = gauge.lane().owner();
    return owner != 0 && object.isSlotAlive(owner);
  }

  private @Nullable LaneGauge gauge(int index) {
    while (gauges.size() <= index) {
      Lane lane = lanes.get(gauges.size());
      if (lane == null) {
        return null;
      }
      gauges.add(new LaneGauge(lane));
    }
    return gauges.get(index);
  }
}
