package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameHostTest {
  private final StringBuilder host = new StringBuilder("host");

  @AfterEach
  void anyThread() {
    FrameHost.frameThread(null);
  }

  @Test
  void theThreadThatGuardsAnObjectGetsIt() throws Exception {
    Guarded<StringBuilder> guarded = FrameHost.guard(host);
    assertSame(host, guarded.get());
    assertEquals(0, Allocations.of(guarded::get));
  }

  @Test
  void aWorkerDoesNotGetIt() throws Exception {
    Guarded<StringBuilder> guarded = FrameHost.guard(host);
    FrameWorker<Object> worker = FrameWorker.start(() -> guarded.get());
    assertTrue(worker.await(Duration.ofSeconds(30)));
    assertInstanceOf(IllegalStateException.class, worker.failure());
    String message = worker.failure().getMessage();
    assertTrue(message.contains("java.lang.StringBuilder"), message);
    assertTrue(message.contains(Thread.currentThread().getName()), message);
    assertTrue(message.contains("processing-frame-"), message);
  }

  @Test
  void aNamedFrameThreadGetsItAndTheMakerDoesNot() throws Exception {
    AtomicReference<Guarded<StringBuilder>> guarded = new AtomicReference<>();
    AtomicReference<StringBuilder> seen = new AtomicReference<>();
    Thread frames = new Thread(() -> seen.set(guarded.get().get()));
    FrameHost.frameThread(frames);
    guarded.set(FrameHost.guard(host));
    assertThrows(IllegalStateException.class, () -> guarded.get().get());
    frames.start();
    frames.join();
    assertSame(host, seen.get());
  }
}
