package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The limit for queues: an {@link ArrayBlockingQueue} between two threads of this JVM, which hands over
 * a reference where a queue between processes copies the item.
 */
record InJvm(String name, int count) implements Contender {
  static final String NAME = "ArrayBlockingQueue, two threads";

  private static final int CAPACITY = 1024;

  @Override
  public double once() throws Exception {
    BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
    byte[] item = new byte[QueueThroughput.ITEM_BYTES];
    Thread producer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i <= count; i++) {
                  queue.put(item);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    producer.start();
    queue.take();
    long before = System.nanoTime();
    for (int i = 0; i < count; i++) {
      queue.take();
    }
    long taken = System.nanoTime() - before;
    producer.join();
    return Units.rateOf(count).applyAsDouble(taken);
  }
}
