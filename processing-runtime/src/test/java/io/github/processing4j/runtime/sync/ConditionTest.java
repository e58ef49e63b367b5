package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // Single calls are what is tested.
class ConditionTest {
  private int item;
  private int taken;
  private volatile boolean told;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("producers and consumers by two conditions of a lock: all items arrive")
  void producersAndConsumers(boolean reentrant) throws Exception {
    int each = 3_000;
    try (Lock lock = reentrant ? Processing.rlock() : Processing.lock()) {
      Condition full = lock.newCondition();
      Condition empty = lock.newCondition();
      Threads threads = new Threads();
      for (int i = 0; i < 3; i++) {
        threads.start(
            () -> {
              for (int turn = 0; turn < each; turn++) {
                lock.lock();
                try {
                  while (item != 0) {
                    empty.await();
                  }
                  item = 1;
                  full.signal();
                } finally {
                  lock.unlock();
                }
              }
            });
        threads.start(
            () -> {
              for (int turn = 0; turn < each; turn++) {
                lock.lock();
                try {
                  while (item == 0) {
                    full.await();
                  }
                  item = 0;
                  taken++;
                  empty.signal();
                } finally {
                  lock.unlock();
                }
              }
            });
      }
      threads.join();
      assertEquals(3 * each, taken);
    }
  }

  @Test
  @DisplayName("signals go to those who have waited longest, as many as asked for")
  void oldestFirst() throws Exception {
    try (Condition condition = Processing.condition()) {
      List<Integer> woken = new CopyOnWriteArrayList<>();
      Threads threads = new Threads();
      Thread[] waiters = new Thread[5];
      for (int i = 0; i < waiters.length; i++) {
        int number = i;
        waiters[i] =
            threads.start(
                () -> {
                  condition.acquire();
                  try {
                    condition.await();
                    woken.add(number);
                  } finally {
                    condition.release();
                  }
                });
        Threads.awaitParked(waiters[i]);
      }
      condition.acquire();
      condition.signal();
      condition.release();
      waiters[0].join();
      condition.acquire();
      condition.notify(2);
      condition.signal(0);
      condition.release();
      waiters[1].join();
      waiters[2].join();
      assertEquals(3, woken.size());
      assertEquals(0, woken.get(0));
      assertTrue(waiters[3].isAlive() && waiters[4].isAlive());
      condition.acquire();
      condition.signalAll();
      condition.release();
      threads.join();
      assertEquals(5, woken.size());
    }
  }

  @Test
  @DisplayName("39: waitFor with a timeout: false, not before the timeout")
  void waitFor() throws Exception {
    try (Condition condition = Processing.condition()) {
      condition.acquire();
      long start = System.nanoTime();
      assertFalse(condition.waitFor(() -> false, Duration.ofMillis(150)));
      assertTrue(System.nanoTime() - start >= 150_000_000);
      assertTrue(condition.waitFor(() -> true, Duration.ZERO));
      assertFalse(condition.waitFor(() -> false, Duration.ofSeconds(-1)));
      Threads threads = new Threads();
      threads.start(
          () -> {
            condition.acquire();
            condition.signalAll();
            condition.release();
            condition.acquire();
            told = true;
            condition.signal();
            condition.release();
          });
      condition.waitFor(() -> told);
      assertTrue(condition.lock().isHeldByCurrentThread());
      condition.release();
      threads.join();
    }
  }

  @Test
  @DisplayName("without the lock: an error; lock() is always the same, by default reentrant")
  void needsTheLock() throws Exception {
    try (Condition condition = Processing.condition()) {
      assertThrows(IllegalMonitorStateException.class, condition::await);
      assertThrows(IllegalMonitorStateException.class, condition::signal);
      assertThrows(IllegalMonitorStateException.class, condition::signalAll);
      assertThrows(IllegalMonitorStateException.class, () -> condition.waitFor(() -> true));
      assertThrows(IllegalArgumentException.class, () -> condition.signal(-1));
      assertSame(condition.lock(), condition.lock());
      assertTrue(condition.lock() instanceof RLock);
    }
  }

  @Test
  @DisplayName("a wait gives a reentrant lock up whole, and has it as often again, however it ends")
  void holdsComeBack() throws Exception {
    try (RLock lock = Processing.rlock();
        Condition condition = lock.newCondition()) {
      lock.lock();
      lock.lock();
      lock.lock();
      assertFalse(condition.await(Duration.ofMillis(1)));
      assertEquals(3, lock.getHoldCount());
      assertFalse(condition.await(0, TimeUnit.SECONDS));
      assertFalse(condition.awaitUntil(new Date(0)));
      assertTrue(condition.awaitNanos(1_000_000) <= 0);
      assertEquals(3, lock.getHoldCount());
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, condition::await);
      assertEquals(3, lock.getHoldCount());
      Threads threads = new Threads();
      Thread main = Thread.currentThread();
      threads.start(
          () -> {
            Threads.awaitParked(main);
            lock.lock();
            main.interrupt();
            lock.unlock();
          });
      assertThrows(ProcessingInterruptedException.class, () -> condition.waitFor(() -> false));
      assertTrue(Thread.interrupted());
      assertEquals(3, lock.getHoldCount());
      threads.join();
      threads.start(
          () -> {
            lock.lock();
            main.interrupt();
            condition.signal();
            lock.unlock();
          });
      condition.awaitUninterruptibly();
      assertTrue(Thread.interrupted());
      assertEquals(3, lock.getHoldCount());
      threads.join();
    }
  }

  @Test
  @DisplayName("a signal to a waiter that is interrupted at that moment is not lost")
  void signalsAreNotLost() throws Exception {
    try (Condition condition = Processing.condition()) {
      for (int round = 0; round < 200; round++) {
        told = false;
        Threads threads = new Threads();
        Thread first =
            threads.start(
                () -> {
                  condition.acquire();
                  try {
                    condition.await();
                    // Has the signal: then it is for this one to tell.
                    told = true;
                    condition.signal();
                  } catch (InterruptedException e) {
                    // Has not.
                  } finally {
                    condition.release();
                  }
                });
        Threads.awaitParked(first);
        Thread second =
            threads.start(
                () -> {
                  condition.acquire();
                  try {
                    condition.await();
                  } finally {
                    condition.release();
                  }
                });
        Threads.awaitParked(second);
        Thread signaller =
            threads.start(
                () -> {
                  condition.acquire();
                  condition.signal();
                  condition.release();
                });
        first.interrupt();
        signaller.join();
        threads.join();
      }
    }
  }

  @Test
  @DisplayName(
      "close: who waits gets an error, and has the lock again; so has a closed lock's waiter")
  void close() throws Exception {
    Lock lock = Processing.lock();
    Condition condition = lock.newCondition();
    Condition other = lock.newCondition();
    Threads threads = new Threads();
    Threads.awaitParked(
        threads.start(
            () -> {
              lock.lock();
              assertThrows(ClosedHandleException.class, condition::await);
              lock.unlock();
            }));
    Threads.awaitParked(
        threads.start(
            () -> {
              lock.lock();
              other.await();
              lock.unlock();
            }));
    condition.close();
    assertThrows(ClosedHandleException.class, condition::signal);
    lock.lock();
    lock.close();
    other.signal();
    lock.unlock();
    threads.join();
  }
}
