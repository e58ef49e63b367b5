package io.github.processing4j.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class GoalTest {
  private static final Samples TEN = Samples.of(10);
  private static final Samples EIGHT = Samples.of(8);

  @Test
  void aRatioIsMetUpToItsLimit() {
    assertEquals(true, Goal.ratio(1.25).isMet(TEN, EIGHT));
    assertEquals(false, Goal.ratio(1.24).isMet(TEN, EIGHT));
  }

  @Test
  void aRatioOfRatesIsMetFromItsLimitOn() {
    assertEquals(true, Goal.ratioAtLeast(1.25).isMet(TEN, EIGHT));
    assertEquals(false, Goal.ratioAtLeast(1.26).isMet(TEN, EIGHT));
  }

  @Test
  void aMedianOfRatesIsMetFromItsLimitOn() {
    assertEquals(true, Goal.atLeast(10).isMet(TEN, null));
    assertEquals(false, Goal.atLeast(10.5).isMet(TEN, null));
  }

  @Test
  void aRatioToAMissingPeerIsNeitherMetNorMissed() {
    assertNull(Goal.ratio(1).isMet(TEN, null));
  }

  @Test
  void anAbsoluteLimitNeedsNoPeer() {
    assertEquals(true, Goal.atMost(10).isMet(TEN, null));
    assertEquals(false, Goal.atMost(9.9).isMet(TEN, EIGHT));
  }

  @Test
  void whatWasNotMeasuredIsNeitherMetNorMissed() {
    assertNull(Goal.atMost(1).isMet(null, EIGHT));
  }
}
