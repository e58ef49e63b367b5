package io.github.processing4j.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
    assertEquals(2, Samples.of(9, 1, 2).median());
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoThere() {
    assertEquals(2.5, Samples.of(9, 1, 2, 3).median());
  }

  @Test
  void theBestIsTheLeast() {
    assertEquals(1, Samples.of(9, 1, 2).best());
  }

  @Test
  void noSamplesHaveNoMedian() {
    assertThrows(IllegalArgumentException.class, () -> Samples.of());
  }
}
