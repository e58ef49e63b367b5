package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.QueueTargets;
import io.github.processing4j.benchmarks.child.SyncTargets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.sync.Event;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How long another process takes to wake up; the median of many times, in microseconds. It waits for
 * half a millisecond before, which is many times as long as anybody spins.
 */
abstract class WakeUp implements Contender {
  /** Of each repetition, ours and CPython's. */
  static final int COUNT = 500;

  private static final long PAUSE_NANOS = 500_000;

  @Override
  public String name() {
    return "ours";
  }

  static void pause() {
    long until = System.nanoTime() + PAUSE_NANOS;
    for (long left = PAUSE_NANOS; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static double medianMicros(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e3;
  }

  /** Of a process that waits for an event. */
  static final class OfEvent extends WakeUp {
    private final int count;
    private final Queue<Integer> orders = Processing.queue();
    private final Event event = Processing.event();
    private final Queue<Long> stamps = Processing.queue();
    private final Partner waiter = Partner.start(SyncTargets.eventWaiter(orders, event, stamps));

    OfEvent(int count) {
      this.count = count;
    }

    @Override
    public double once() throws InterruptedException {
      long[] taken = new long[count];
      orders.put(count);
      for (int i = 0; i < count; i++) {
        pause();
        long before = System.nanoTime();
        event.set();
        taken[i] = stamps.take() - before;
      }
      return medianMicros(taken);
    }

    @Override
    public void close() {
      orders.putNoWait(0);
      waiter.close();
      orders.close();
      event.close();
      stamps.close();
    }
  }

  /** Of a process that waits for an item. */
  static final class OfQueue extends WakeUp {
    private final int count;
    private final Queue<byte[]> queue = Processing.queue();
    private final Queue<Long> stamps = Processing.queue();
    private final Partner waiter = Partner.start(QueueTargets.stamper(queue, stamps));

    OfQueue(int count) {
      this.count = count;
    }

    @Override
    public double once() throws InterruptedException {
      byte[] item = {1};
      long[] taken = new long[count];
      for (int i = 0; i < count; i++) {
        pause();
        long before = System.nanoTime();
        queue.put(item);
        taken[i] = stamps.take() - before;
      }
      return medianMicros(taken);
    }

    @Override
    public void close() {
      queue.putNoWait(new byte[0]);
      waiter.close();
      queue.close();
      stamps.close();
    }
  }
}
