package io.github.processing4j.frame;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many tasks of a scheduler are in which state. */
final class Tally {
  final AtomicInteger queued = new AtomicInteger();
  final AtomicInteger running = new AtomicInteger();
  final AtomicLong done = new AtomicLong();
  final AtomicLong failed = new AtomicLong();

  void enqueued() {
    queued.incrementAndGet();
  }

  void began() {
    queued.decrementAndGet();
    running.incrementAndGet();
  }

  void ended(boolean hadBegun, Status status) {
    (hadBegun ? running : queued).decrementAndGet();
    (status == Status.READY ? done : failed).incrementAndGet();
  }
}
