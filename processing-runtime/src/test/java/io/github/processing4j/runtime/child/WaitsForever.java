package io.github.processing4j.runtime.child;

import java.util.concurrent.CountDownLatch;

/** A target that says that it runs, and never ends. */
final class WaitsForever {
  private WaitsForever() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("runs");
    new CountDownLatch(1).await();
  }
}
