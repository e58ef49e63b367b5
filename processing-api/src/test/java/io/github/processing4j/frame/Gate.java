package io.github.processing4j.frame;

import java.util.concurrent.CountDownLatch;

/** Work that tells that it has begun, and goes on when it is let. */
final class Gate {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  /** The work. */
  String pass() throws InterruptedException {
    entered.countDown();
    try {
      opened.await();
      return "passed";
    } finally {
      left.countDown();
    }
  }

  void open() {
    opened.countDown();
  }

  void awaitEntered() throws InterruptedException {
    entered.await();
  }

  void awaitLeft() throws InterruptedException {
    left.await();
  }

  boolean wasEntered() {
    return entered.getCount() == 0;
  }
}
