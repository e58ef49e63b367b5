package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllocationsTest {
  private static volatile Object sink;

  @Test
  void countsWhatIsAllocatedAndNothingElse() throws Exception {
    assertTrue(Allocations.of(() -> sink = new Object()) >= 100_000 * 8);
    assertEquals(0, Allocations.of(() -> sink = null));
  }
}
