package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void readsAsInTheThreadingExample() {
    assertEquals("Processing", Status.PROCESSING.toString());
    assertEquals("Ready", Status.READY.toString());
    assertEquals("Failed", Status.FAILED.toString());
    assertEquals("Cancelled", Status.CANCELLED.toString());
  }

  @Test
  void allButProcessingAreEnds() {
    assertFalse(Status.PROCESSING.isDone());
    assertTrue(Status.READY.isDone());
    assertTrue(Status.FAILED.isDone());
    assertTrue(Status.CANCELLED.isDone());
  }
}
