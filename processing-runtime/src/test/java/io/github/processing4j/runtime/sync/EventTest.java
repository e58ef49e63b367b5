package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.sync.Event;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventTest {

  @Test
  @DisplayName("a flag: set, cleared, awaited")
  void flag() throws Exception {
    try (Event event = Processing.event()) {
      assertFalse(event.isSet());
      assertFalse(event.await(Duration.ZERO));
      long start = System.nanoTime();
      assertFalse(event.await(Duration.ofMillis(120)));
      assertTrue(System.nanoTime() - start >= 120_000_000);
      event.set();
      event.set();
      assertTrue(event.isSet());
      event.await();
      assertTrue(event.await(Duration.ofSeconds(-1)));
      event.clear();
      event.clear();
      assertFalse(event.isSet());
    }
  }

  @Test
  @DisplayName("41: set and cleared at once: all who waited go on")
  void setAndClearedAtOnce() throws Exception {
    try (Event event = Processing.event()) {
      for (int round = 0; round < 50; round++) {
        Threads threads = new Threads();
        for (int i = 0; i < 4; i++) {
          Threads.awaitParked(threads.start(event::await));
        }
        event.set();
        event.clear();
        threads.join();
      }
      assertFalse(event.isSet());
    }
  }

  @Test
  @DisplayName("interrupts and close end a wait")
  void interruptsAndClose() throws Exception {
    Event event = Processing.event();
    Threads threads = new Threads();
    Thread interrupted =
        threads.start(() -> assertThrows(InterruptedException.class, event::await));
    Threads.awaitParked(interrupted);
    interrupted.interrupt();
    threads.join();
    Thread closed = threads.start(() -> assertThrows(ClosedHandleException.class, event::await));
    Threads.awaitParked(closed);
    event.close();
    threads.join();
    assertThrows(ClosedHandleException.class, event::set);
    assertThrows(ClosedHandleException.class, event::isSet);
  }
}
