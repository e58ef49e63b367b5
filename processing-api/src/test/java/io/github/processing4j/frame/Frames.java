package io.github.processing4j.frame;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** A render loop for tests, in the thread of the test. */
final class Frames {
  private Frames() {}

  /** Runs frames until something holds. */
  static void runUntil(FrameScheduler scheduler, Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              scheduler.frame();
              return condition.call();
            });
  }
}
