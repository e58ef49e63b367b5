package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Queue;
import io.github.processing4j.Target;
import io.github.processing4j.shared.IntValue;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.Semaphore;
import java.io.Serializable;

/** What the children run that share locks, events and values; told by orders, as {@link QueueTargets}. */
public final class SyncTargets {
  private SyncTargets() {}

  /** Does something many times. */
  public interface Loop extends Serializable {
    /** Does it so often. */
    void run(int count) throws Exception;
  }

  /** Runs the loop as ordered, and answers when it was done. */
  public static Target loop(Queue<Integer> orders, Queue<Long> answers, Loop loop) {
    return () -> {
      for (int count = orders.take(); count > 0; count = orders.take()) {
        loop.run(count);
        answers.put(System.nanoTime());
      }
    };
  }

  /** Takes and releases a lock. */
  public static Loop locking(Lock lock) {
    return count -> {
      for (int i = 0; i < count; i++) {
        lock.lock();
        lock.unlock();
      }
    };
  }

  /** Takes a permit and gives it back. */
  public static Loop permits(Semaphore semaphore) {
    return count -> {
      for (int i = 0; i < count; i++) {
        semaphore.acquire();
        semaphore.release();
      }
    };
  }

  /** Adds one with the lock held. */
  public static Loop lockedIncrements(IntValue value) {
    return count -> {
      for (int i = 0; i < count; i++) {
        value.withLock(n -> n + 1);
      }
    };
  }

  /** Adds one atomically. */
  public static Loop increments(IntValue value) {
    return count -> {
      for (int i = 0; i < count; i++) {
        value.incrementAndGet();
      }
    };
  }

  /** Waits for the event as often as ordered, and answers each time when it woke up. */
  public static Target eventWaiter(Queue<Integer> orders, Event event, Queue<Long> stamps) {
    return () -> {
      for (int count = orders.take(); count > 0; count = orders.take()) {
        for (int i = 0; i < count; i++) {
          event.await();
          long now = System.nanoTime();
          event.clear();
          stamps.put(now);
        }
      }
    };
  }
}
