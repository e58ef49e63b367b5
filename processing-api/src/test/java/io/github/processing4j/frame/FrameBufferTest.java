package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameBufferTest {
  @Test
  void framesBelowOneByteAreRefused() {
    assertSays("0 bytes", () -> FrameBuffer.create(0));
    assertSays("-1 bytes", () -> FrameBuffer.create(-1));
  }

  private static void assertSays(String what, Runnable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad::run);
    assertTrue(e.getMessage().contains(what), e::getMessage);
  }
}
