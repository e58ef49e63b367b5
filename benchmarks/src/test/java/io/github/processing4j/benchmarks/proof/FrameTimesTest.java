package io.github.processing4j.benchmarks.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTimesTest {
  private static final long MILLI = 1_000_000;

  private final FrameTimes times = new FrameTimes(10 * MILLI);

  @Test
  void aFrameIsLateFromATenthOfAPeriodOn() {
    times.record(10 * MILLI, MILLI, MILLI, 0);
    assertEquals(0, times.late());
    times.record(10 * MILLI, MILLI + 1, MILLI, 0);
    assertEquals(1, times.late());
  }

  @Test
  void slotsWithoutAFrameAddUp() {
    times.record(30 * MILLI, 0, MILLI, 2);
    times.record(20 * MILLI, 0, MILLI, 1);
    assertEquals(3, times.dropped());
    assertEquals(2, times.frames());
  }

  @Test
  void whatIsLongerThanTheHistogramIsItsLongest() {
    times.record(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    assertEquals(60, Math.round(times.frameTime().getMaxValue() / 1e9));
  }
}
