package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@SuppressWarnings("LockNotBeforeTry") // Locks are what is tested.
class LockTest {
  private static final int THREADS = 6;
  private static final int TURNS = 20_000;

  private int plain;

  private static Lock lock(String kind) {
    return kind.equals("lock") ? Processing.lock() : Processing.rlock();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "rlock"})
  @DisplayName("many threads: a plain counter is right")
  void mutualExclusion(String kind) throws Exception {
    try (Lock lock = lock(kind)) {
      Threads threads = new Threads();
      for (int i = 0; i < THREADS; i++) {
        threads.start(
            () -> {
              for (int turn = 0; turn < TURNS; turn++) {
                lock.lock();
                try {
                  plain++;
                } finally {
                  lock.unlock();
                }
              }
            });
      }
      threads.join();
      assertEquals(THREADS * TURNS, plain);
      assertFalse(lock.isLocked());
    }
  }

  @Test
  @DisplayName("36: held: acquire(false) is false; release when not held is an error")
  void heldByAnother() throws Exception {
    try (Lock lock = Processing.lock()) {
      assertThrows(IllegalMonitorStateException.class, lock::release);
      lock.acquire();
      assertTrue(lock.isLocked());
      assertTrue(lock.isHeldByCurrentThread());
      assertFalse(lock.recovered());
      Threads threads = new Threads();
      threads.start(
          () -> {
            assertFalse(lock.acquire(false));
            assertFalse(lock.tryLock());
            assertFalse(lock.isHeldByCurrentThread());
            assertThrows(IllegalMonitorStateException.class, lock::unlock);
            long start = System.nanoTime();
            assertFalse(lock.acquire(true, Duration.ofMillis(150)));
            assertTrue(System.nanoTime() - start >= 150_000_000);
            start = System.nanoTime();
            assertFalse(lock.tryLock(5, TimeUnit.MILLISECONDS));
            assertTrue(System.nanoTime() - start >= 5_000_000);
            assertFalse(lock.acquire(true, Duration.ofSeconds(-1)));
          });
      threads.join();
      lock.release();
      assertFalse(lock.isLocked());
      threads.start(() -> assertTrue(lock.acquire(false)));
      threads.join();
    }
  }

  @Test
  @DisplayName(
      "the holder of a lock that is not reentrant would wait for itself: an error, or false")
  void notReentrant() throws Exception {
    try (Lock lock = Processing.lock()) {
      lock.lock();
      assertThrows(IllegalMonitorStateException.class, lock::lock);
      assertThrows(IllegalMonitorStateException.class, lock::lockInterruptibly);
      assertThrows(IllegalMonitorStateException.class, lock::acquire);
      assertFalse(lock.tryLock());
      assertFalse(lock.acquire(false));
      assertFalse(lock.acquire(true, Duration.ofMillis(1)));
      lock.unlock();
      assertThrows(IllegalMonitorStateException.class, lock::unlock);
    }
  }

  @Test
  @DisplayName("36: RLock twice, release twice: free")
  void reentrant() throws Exception {
    try (RLock lock = Processing.rlock()) {
      assertEquals(0, lock.getHoldCount());
      lock.lock();
      assertTrue(lock.tryLock());
      assertTrue(lock.acquire(true, Duration.ZERO));
      assertEquals(3, lock.getHoldCount());
      lock.unlock();
      lock.unlock();
      Threads threads = new Threads();
      threads.start(
          () -> {
            assertEquals(0, lock.getHoldCount());
            assertFalse(lock.tryLock());
          });
      threads.join();
      assertEquals(1, lock.getHoldCount());
      lock.unlock();
      assertFalse(lock.isLocked());
      assertThrows(IllegalMonitorStateException.class, lock::unlock);
    }
  }

  @Test
  @DisplayName("a waiter gets the lock when it is released")
  void waiterGetsIt() throws Exception {
    try (Lock lock = Processing.lock()) {
      lock.lock();
      Threads threads = new Threads();
      Thread waiter = threads.start(lock::lock);
      Threads.awaitParked(waiter);
      lock.unlock();
      threads.join();
    }
  }

  @Test
  @DisplayName("interrupts: of lock() kept, of the others thrown; the lock was not taken")
  void interrupts() throws Exception {
    try (Lock lock = Processing.lock()) {
      lock.lock();
      Threads threads = new Threads();
      Thread interruptible =
          threads.start(
              () -> {
                assertThrows(InterruptedException.class, lock::lockInterruptibly);
                assertFalse(Thread.interrupted());
              });
      Thread timed =
          threads.start(
              () ->
                  assertThrows(InterruptedException.class, () -> lock.tryLock(1, TimeUnit.HOURS)));
      Thread python =
          threads.start(
              () -> {
                assertThrows(ProcessingInterruptedException.class, lock::acquire);
                assertTrue(Thread.interrupted());
              });
      Thread kept =
          threads.start(
              () -> {
                lock.lock();
                assertTrue(Thread.interrupted());
                lock.unlock();
              });
      for (Thread thread : new Thread[] {interruptible, timed, python, kept}) {
        Threads.awaitParked(thread);
        thread.interrupt();
      }
      for (Thread thread : new Thread[] {interruptible, timed, python}) {
        thread.join();
      }
      assertTrue(kept.isAlive());
      lock.unlock();
      threads.join();
      threads.start(
          () -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, lock::lockInterruptibly);
            Thread.currentThread().interrupt();
            assertTrue(lock.tryLock());
            assertTrue(Thread.interrupted());
            lock.unlock();
          });
      threads.join();
      assertFalse(lock.isLocked());
    }
  }

  @Test
  @DisplayName("close: who waits gets an error; the holder can release what it took")
  void close() throws Exception {
    Lock lock = Processing.lock();
    lock.lock();
    Threads threads = new Threads();
    Thread waiter = threads.start(() -> assertThrows(ClosedHandleException.class, lock::lock));
    Threads.awaitParked(waiter);
    lock.close();
    lock.close();
    threads.join();
    assertThrows(ClosedHandleException.class, lock::lock);
    assertThrows(ClosedHandleException.class, lock::tryLock);
    assertThrows(ClosedHandleException.class, lock::isLocked);
    assertTrue(lock.isHeldByCurrentThread());
    lock.unlock();
    assertThrows(IllegalMonitorStateException.class, lock::unlock);
  }
}
