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
  void theWorstIsTheGreatest() {
    assertEquals(9, Samples.of(9, 1, 2).worst());
  }

  @Test
  void ofRatesTheBestIsTheGreatest() {
    Samples rates = Samples.of(9, 1, 2).asRates();
    assertEquals(9, rates.best());
    assertEquals(1, rates.worst());
    assertEquals(2, rates.median());
  }

  @Test
  void noSamplesHaveNoMedian() {
    assertThrows(IllegalArgumentException.class, () -> Samples.of());
  }
}
