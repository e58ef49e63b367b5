package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.frame.Progress;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A job that keeps the collector busy: it allocates as fast as it can, and keeps a hundred megabytes of small
 * objects alive, one in eight of which it replaces all the time. Ends when it is interrupted.
 */
final class Garbage {
  private static final int KEPT = 400_000;
  private static final int BYTES = 256;
  private static final int OF_EACH = 8;
  private static final int STEPS_PER_LOOK = 20_000;
  private static final long TELL_NANOS = 100_000_000;

  /** How many run in this JVM, on threads. */
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private Garbage() {}

  /** Never returns but by an interrupt; tells what it allocated, and what the collectors of its JVM did. */
  static long make(Progress progress) throws InterruptedException {
    RUNNING.incrementAndGet();
    try {
      return makeUntilInterrupted(progress);
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  static boolean isRunningHere() {
    return RUNNING.get() > 0;
  }

  private static long makeUntilInterrupted(Progress progress) throws InterruptedException {
    Node[] kept = new Node[KEPT];
    long seed = 42;
    long allocated = 0;
    long sum = 0;
    long told = System.nanoTime() - TELL_NANOS;
    while (!Thread.interrupted()) {
      for (int i = 0; i < STEPS_PER_LOOK; i++) {
        Node node = null;
        for (int j = 0; j < OF_EACH; j++) {
          node = new Node(new byte[BYTES], node == null ? 0 : node.number + 1);
          sum += node.bytes[j] + node.number;
        }
        seed = seed * 6364136223846793005L + 1442695040888963407L;
        kept[(int) Long.remainderUnsigned(seed >>> 16, KEPT)] = node;
      }
      allocated += (long) STEPS_PER_LOOK * OF_EACH * (BYTES + Node.AND_HEADERS);
      if (System.nanoTime() - told >= TELL_NANOS) {
        told = System.nanoTime();
        progress.publish(Told.now(allocated));
      }
    }
    throw new InterruptedException("made " + allocated + " bytes of garbage; " + sum);
  }

  private static final class Node {
    static final int AND_HEADERS = 16 + 24;

    final byte[] bytes;
    final int number;

    Node(byte[] bytes, int number) {
      this.bytes = bytes;
      this.number = number;
    }
  }

  /**
   * What the job tells.
   *
   * @param atNanos when, by the clock that JVMs of a machine share
   * @param allocatedBytes so far
   * @param collections so far, in its JVM
   * @param collectionMillis what they took
   */
  record Told(long atNanos, long allocatedBytes, long collections, long collectionMillis)
      implements java.io.Serializable {

    static Told now(long allocatedBytes) {
      long collections = 0;
      long millis = 0;
      for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
        collections += each.getCollectionCount();
        millis += each.getCollectionTime();
      }
      return new Told(System.nanoTime(), allocatedBytes, collections, millis);
    }
  }
}
