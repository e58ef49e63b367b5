package io.github.processing4j.udp;

import java.util.List;

/** The threads of this JVM. */
final class Threads {
  private Threads() {}

  /** That of a receiver, or none. */
  static List<Thread> ofReceiver(UdpReceiver receiver) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("processing-udp-" + receiver.port()))
        .toList();
  }
}
