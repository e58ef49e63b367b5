package io.github.processing4j.udp;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits of the tests. */
final class Await {
  static final Duration LONG = Duration.ofSeconds(40);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(LONG)
        .until(condition);
  }

  /** The next message. */
  static UdpMessage message(UdpReceiver receiver) {
    return Awaitility.await("a message")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(LONG)
        .until(receiver::poll, message -> message != null);
  }

  /** Until so many have come, ever. */
  static void received(UdpReceiver receiver, long count) {
    until("received " + count, () -> receiver.received() >= count);
  }
}
