package io.github.processing4j;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the factories refuse by themselves, before any engine is asked. */
class ProcessingFactoriesTest {
  @Test
  void negativeBoundsOfQueues() {
    assertSays("maxsize -1", () -> Processing.queue(-1));
    assertSays("maxsize -1", () -> Processing.joinableQueue(-1));
  }

  @Test
  void negativePermits() {
    assertSays("permits -1", () -> Processing.semaphore(-1));
    assertSays("permits -1", () -> Processing.boundedSemaphore(-1));
  }

  @Test
  void barriersOfNobody() {
    assertSays("parties 0", () -> Processing.barrier(0));
    assertSays("parties -1", () -> Processing.barrier(-1));
  }

  @Test
  void conditionsOfNoLock() {
    assertThrows(NullPointerException.class, () -> Processing.condition(null));
  }

  @Test
  void negativeLengths() {
    assertSays("length -1", () -> Processing.intArray(-1));
    assertSays("length -1", () -> Processing.longArray(-1));
    assertSays("length -1", () -> Processing.doubleArray(-1));
    assertSays("length -1", () -> Processing.floatArray(-1));
    assertSays("length -1", () -> Processing.byteArray(-1));
    assertSays("length -1", () -> Processing.shortArray(-1));
  }

  private static void assertSays(String what, Runnable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::run);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }
}
