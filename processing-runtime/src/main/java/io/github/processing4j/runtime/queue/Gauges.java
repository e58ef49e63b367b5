package io.github.processing4j.runtime.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The gauges of a queue's lanes, which keep what they have mapped. Not thread-safe. */
final class Gauges {
  private final Lanes lanes;
  private @Nullable LaneGauge[] gauges = new LaneGauge[4];

  Gauges(Lanes lanes) {
    this.lanes = lanes;
  }

  /** That of the lane at an index, or null if the lane is not made. */
  @Nullable LaneGauge get(int index) {
    if (index >= gauges.length) {
      gauges = Arrays.copyOf(gauges, Math.max(index + 1, 2 * gauges.length));
    }
    LaneGauge known = gauges[index];
    if (known == null) {
      Lane lane = lanes.get(index);
      if (lane != null) {
        known = new LaneGauge(lane);
        gauges[index] = known;
      }
    }
    return known;
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
