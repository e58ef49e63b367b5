package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Queue;
import io.github.processing4j.Target;

/**
 * What the children run that exchange something by queues. Each lives for a whole row, so that it is
 * warm: it is told by a queue of orders how often to do it, and ends when it is told 0.
 */
public final class QueueTargets {
  private QueueTargets() {}

  /** Puts an item as often as ordered. */
  public static <E> Target producer(Queue<Integer> orders, Queue<E> queue, E item) {
    return () -> {
      for (int count = orders.take(); count > 0; count = orders.take()) {
        putAll(queue, item, count);
      }
    };
  }

  private static <E> void putAll(Queue<E> queue, E item, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      queue.put(item);
    }
  }

  /** Takes as many items as ordered, and answers when it had the first and when the last. */
  public static <E> Target consumer(Queue<Integer> orders, Queue<E> queue, Queue<long[]> answers) {
    return () -> {
      for (int count = orders.take(); count > 0; count = orders.take()) {
        queue.take();
        long first = System.nanoTime();
        takeAll(queue, count - 1);
        answers.put(new long[] {first, System.nanoTime()});
      }
    };
  }

  /** Takes so many items. */
  public static void takeAll(Queue<?> queue, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      queue.take();
    }
  }

  /** Sends back all messages until an empty one. */
  public static Target echo(Queue<byte[]> requests, Queue<byte[]> answers) {
    return () -> {
      for (byte[] item = requests.take(); item.length > 0; item = requests.take()) {
        answers.put(item);
      }
    };
  }

  /** Answers each message with the time at which it had it, until an empty one. */
  public static Target stamper(Queue<byte[]> queue, Queue<Long> stamps) {
    return () -> {
      while (queue.take().length > 0) {
        stamps.put(System.nanoTime());
      }
    };
  }

  /** Says that it is there, and waits for an item. */
  public static Target blocked(Queue<Integer> queue, Queue<Long> ready) {
    return () -> {
      ready.put(ProcessHandle.current().pid());
      queue.take();
    };
  }
}
