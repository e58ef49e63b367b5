package io.github.processing4j.runtime.queue;

/**
 * Keeps a queue within its bounds, without a count that all would have to agree on: what waits in a lane
 * is between its head and its tail.
 *
 * <p>Who puts reserves first, in its own lane; then it adds up all lanes, and the others'
 * reservations. Of two who put at the same time, each sees the other's reservation, so that they never
 * put more together than there is room for. Where it is only the others' reservations that leave no
 * room, it looks a few times more, and then takes them back: their owners may be dead or suspended. One
 * who finds its reservation taken back when it wants to publish its item begins again.
 *
 * <p>As long as there is one lane, what it knows to be free only grows: it looks again when that is used
 * up.
 *
 * <p>Guarded by the lock of those who put.
 */
final class Bounds {
  /** How often it looks again when it is only the others' reservations that leave no room. */
  private static final int LOOKS = 1000;

  /** The same for those of lanes after its own, so that two do not go on to hinder each other. */
  private static final int FEW_LOOKS = 20;

  private final Lanes lanes;
  private final long maxItems;
  private final long maxBytes;
  private final Gauges gauges;

  /** What is free in the one lane that there is, at least. */
  private long items;

  private long bytes;

  Bounds(Lanes lanes, int maxItems, long maxBytes) {
    this.lanes = lanes;
    this.gauges = new Gauges(lanes);
    this.maxItems = maxItems == 0 ? Long.MAX_VALUE : maxItems;
    this.maxBytes = maxBytes == 0 ? Long.MAX_VALUE : maxBytes;
  }

  /** Whether the writer may put an item; if so, it has a reservation, which others may take back. */
  boolean admit(LaneWriter writer, int recordBytes) {
    writer.reserve();
    boolean admitted;
    if (lanes.count() == 1) {
      admitted = admitAlone(writer, recordBytes);
    } else {
      items = 0;
      bytes = 0;
      admitted = addUp(writer, recordBytes);
    }
    if (!admitted) {
      writer.lane().revoke();
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

  private boolean addUp(LaneWriter writer, int recordBytes) {
    for (int looks = 0; true; looks++) {
      long waiting = 0;
      long waitingBytes = 0;
      boolean reservedByOthers = false;
      boolean after = false;
      for (int i = 0; i < lanes.count(); i++) {
        LaneGauge gauge = gauges.get(i);
        if (gauge == null) {
          continue;
        }
        Lane lane = gauge.lane();
        if (lane == writer.lane()) {
          after = true;
        } else if (lane.isReserved()) {
          // Asked before the count: so an item is in one of the two.
          reservedByOthers = true;
          waiting++;
          waitingBytes += recordBytes;
          if (looks >= (after ? FEW_LOOKS : LOOKS)) {
            lane.revoke();
          }
        }
        waiting += gauge.count();
        waitingBytes += gauge.bytes();
      }
      if (waiting < maxItems && (waitingBytes == 0 || waitingBytes <= maxBytes - recordBytes)) {
        return true;
      }
      if (!reservedByOthers) {
        return false;
      }
      Thread.onSpinWait();
    }
  }
}
