package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.QueueTargets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * Two children put items into a queue, and two others take them; in {@link Units#RATE}, from the first
 * item that was taken to the last.
 */
final class TwoToTwo implements Contender {
  private static final int EACH = 2;

  private final int count;
  private final Queue<Integer> puts = Processing.queue();
  private final Queue<Integer> takes = Processing.queue();
  private final Queue<long[]> answers = Processing.queue();
  private final Queue<byte[]> queue = Processing.queue();
  private final List<Partner> partners = new ArrayList<>();

  /**
   * Starts the children.
   *
   * @param count of the items of each of them in a repetition
   */
  TwoToTwo(int count) {
    this.count = count;
    byte[] item = new byte[QueueThroughput.ITEM_BYTES];
    for (int i = 0; i < EACH; i++) {
      partners.add(Partner.start(QueueTargets.producer(puts, queue, item)));
      partners.add(Partner.start(QueueTargets.consumer(takes, queue, answers)));
    }
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public double once() throws InterruptedException {
    for (int i = 0; i < EACH; i++) {
      takes.put(count);
      puts.put(count);
    }
    long[] one = answers.take();
    long[] other = answers.take();
    long taken = Math.max(one[1], other[1]) - Math.min(one[0], other[0]);
    return Units.rateOf((long) EACH * count).applyAsDouble(taken);
  }

  @Override
  public void close() {
    for (int i = 0; i < EACH; i++) {
      takes.putNoWait(0);
      puts.putNoWait(0);
    }
    partners.forEach(Partner::close);
    puts.close();
    takes.close();
    answers.close();
    queue.close();
  }
}
