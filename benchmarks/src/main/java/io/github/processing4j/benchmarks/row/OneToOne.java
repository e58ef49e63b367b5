package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.QueueTargets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;

/** A child puts items into a queue, and this process takes them; in {@link Units#RATE}. */
final class OneToOne implements Contender {
  private final String name;
  private final int count;
  private final Queue<Integer> orders = Processing.queue();
  private final Queue<?> queue;
  private final Partner producer;

  /**
   * Starts the child.
   *
   * @param count of the items of a repetition
   */
  <E> OneToOne(String name, int count, Queue<E> queue, E item) {
    this.name = name;
    this.count = count;
    this.queue = queue;
    producer = Partner.start(QueueTargets.producer(orders, queue, item));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double once() throws InterruptedException {
    orders.put(count + 1);
    queue.take();
    long before = System.nanoTime();
    QueueTargets.takeAll(queue, count);
    return Units.rateOf(count).applyAsDouble(System.nanoTime() - before);
  }

  @Override
  public void close() {
    orders.putNoWait(0);
    producer.close();
    orders.close();
    queue.close();
  }
}
