package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.SyncTargets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that two children do many times at once; in nanoseconds from the order to when the last is
 * done, for each of all the times.
 */
final class Together implements Contender {
  private static final int CHILDREN = 2;

  private final String name;
  private final int count;
  private final AutoCloseable shared;
  private final Queue<Integer> orders = Processing.queue();
  private final Queue<Long> answers = Processing.queue();
  private final List<Partner> partners = new ArrayList<>();

  /**
   * Starts the children.
   *
   * @param count how often each of them does it
   * @param shared what the loop uses; closed at the end
   */
  Together(String name, int count, SyncTargets.Loop loop, AutoCloseable shared) {
    this.name = name;
    this.count = count;
    this.shared = shared;
    for (int i = 0; i < CHILDREN; i++) {
      partners.add(Partner.start(SyncTargets.loop(orders, answers, loop)));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double once() throws InterruptedException {
    long before = System.nanoTime();
    for (int i = 0; i < CHILDREN; i++) {
      orders.put(count);
    }
    long end = Math.max(answers.take(), answers.take());
    return Units.nanosEach((long) CHILDREN * count).applyAsDouble(end - before);
  }

  @Override
  public void close() {
    for (int i = 0; i < CHILDREN; i++) {
      orders.putNoWait(0);
    }
    partners.forEach(Partner::close);
    orders.close();
    answers.close();
    try {
      shared.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
