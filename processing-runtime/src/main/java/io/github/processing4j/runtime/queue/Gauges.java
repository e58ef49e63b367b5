package io.github.processing4j.runtime.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gauges of a queue's lanes, which keep what they have mapped. Not thread-safe. */
final class Gauges {
  private final Lanes lanes;
  private final List<LaneGauge> gauges = new ArrayList<>();

  Gauges(Lanes lanes) {
    this.lanes = lanes;
  }

  /** That of the lane at an index, or null if the lane is being made. */
  @Nullable LaneGauge get(int index) {
    while (gauges.size() <= index) {
      Lane lane = lanes.get(gauges.size());
      if (lane == null) {
        return null;
      }
      gauges.add(new LaneGauge(lane));
    }
    return gauges.get(index);
  }

  /** How many items wait in all lanes. */
  long count() {
    long count = 0;
    for (int i = lanes.count() - 1; i >= 0; i--) {
      LaneGauge gauge = get(i);
      if (gauge != null) {
        count += gauge.count();
      }
    }
    return count;
  }

  /** How many bytes wait in all lanes, with the headers of their records. */
  long bytes() {
    long bytes = 0;
    for (int i = lanes.count() - 1; i >= 0; i--) {
      LaneGauge gauge = get(i);
      if (gauge != null) {
        bytes += gauge.bytes();
      }
    }
    return bytes;
  }
}
