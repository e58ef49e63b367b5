package io.github.processing4j.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  @Test
  void waitingForNothingReturnsAtOnce() {
    assertEquals(List.of(), Connections.wait(List.of(), Duration.ofDays(1)));
    assertEquals(List.of(), Connections.wait(List.of()));
  }

  @Test
  void waitingForNullIsRefused() {
    assertThrows(NullPointerException.class, () -> Connections.wait(null, Duration.ZERO));
  }

  @Test
  void aMessageThatDidNotFitIsInItsException() {
    byte[] message = {1, 2, 3};
    BufferTooShortException e = new BufferTooShortException(message, 2);
    assertArrayEquals(message, e.message());
    assertTrue(e.getMessage().contains("3 bytes for a buffer with room for 2"), e::getMessage);
  }
}
