package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.memory.Words;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Semaphore;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SemaphoreTest {
  /** From here on nobody has ever lived. */
  private static final long DEAD_SLOT = 1_000_000;

  @Test
  @DisplayName("38: Semaphore(2): the third acquire(false) is false; more may be released")
  void permits() throws Exception {
    try (Semaphore semaphore = Processing.semaphore(2)) {
      assertTrue(semaphore.acquire(false));
      semaphore.acquire();
      assertFalse(semaphore.acquire(false));
      assertFalse(semaphore.tryAcquire());
      long start = System.nanoTime();
      assertFalse(semaphore.tryAcquire(120, TimeUnit.MILLISECONDS));
      assertTrue(System.nanoTime() - start >= 120_000_000);
      assertFalse(semaphore.acquire(true, Duration.ofSeconds(-1)));
      semaphore.release();
      assertEquals(1, semaphore.availablePermits());
      semaphore.release(4);
      assertEquals(5, semaphore.availablePermits());
      semaphore.acquire(5);
      semaphore.acquire(0);
      semaphore.release(0);
      assertEquals(0, semaphore.availablePermits());
      assertThrows(IllegalArgumentException.class, () -> semaphore.acquire(-1));
      assertThrows(IllegalArgumentException.class, () -> semaphore.release(-1));
    }
  }

  @Test
  @DisplayName("38: bounded: a release above the bound is an error, and gives nothing back")
  void bounded() throws Exception {
    try (BoundedSemaphore semaphore = Processing.boundedSemaphore(3)) {
      assertThrows(IllegalStateException.class, semaphore::release);
      semaphore.acquire(2);
      assertThrows(IllegalStateException.class, () -> semaphore.release(3));
      assertEquals(1, semaphore.availablePermits());
      semaphore.release(2);
      assertEquals(3, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("more permits than an int tells are an error")
  void overflow() throws Exception {
    try (Semaphore semaphore = Processing.semaphore(Integer.MAX_VALUE - 1)) {
      assertThrows(IllegalStateException.class, () -> semaphore.release(2));
      semaphore.release();
      assertThrows(IllegalStateException.class, semaphore::release);
      assertEquals(Integer.MAX_VALUE, semaphore.availablePermits());
      semaphore.acquire(Integer.MAX_VALUE);
      assertFalse(semaphore.tryAcquire());
      semaphore.release(Integer.MAX_VALUE);
      assertEquals(Integer.MAX_VALUE, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("many threads: never more at a time than permits, and none is lost")
  void manyThreads() throws Exception {
    int permits = 5;
    AtomicInteger taken = new AtomicInteger();
    try (BoundedSemaphore semaphore = Processing.boundedSemaphore(permits)) {
      Threads threads = new Threads();
      for (int i = 0; i < 6; i++) {
        threads.start(
            () -> {
              for (int turn = 0; turn < 5_000; turn++) {
                int many = 1 + ThreadLocalRandom.current().nextInt(3);
                semaphore.acquire(many);
                assertTrue(taken.addAndGet(many) <= permits);
                taken.addAndGet(-many);
                semaphore.release(many);
              }
            });
      }
      threads.join();
      assertEquals(permits, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("signals between threads: each release lets one acquire end")
  void signals() throws Exception {
    int rounds = 2_000;
    try (Semaphore there = Processing.semaphore(0);
        Semaphore back = Processing.semaphore(0)) {
      Threads threads = new Threads();
      threads.start(
          () -> {
            for (int i = 0; i < rounds; i++) {
              there.acquire();
              back.release();
            }
          });
      for (int i = 0; i < rounds; i++) {
        there.release();
        back.acquire();
      }
      threads.join();
      assertEquals(0, there.availablePermits());
      assertEquals(0, back.availablePermits());
    }
  }

  @Test
  @DisplayName("waiters for several permits get them, whoever is woken first")
  void waitersForSeveral() throws Exception {
    try (Semaphore semaphore = Processing.semaphore(0)) {
      Threads threads = new Threads();
      Thread several = threads.start(() -> semaphore.acquire(3));
      Threads.awaitParked(several);
      Thread one = threads.start(semaphore::acquire);
      Threads.awaitParked(one);
      semaphore.release();
      one.join();
      semaphore.release(3);
      threads.join();
      assertEquals(0, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("interrupts and close end a wait, and take nothing")
  void interruptsAndClose() throws Exception {
    Semaphore semaphore = Processing.semaphore(0);
    Threads threads = new Threads();
    Thread java = threads.start(() -> assertThrows(InterruptedException.class, semaphore::acquire));
    Thread python =
        threads.start(
            () -> {
              assertThrows(ProcessingInterruptedException.class, () -> semaphore.acquire(true));
              assertTrue(Thread.interrupted());
            });
    for (Thread thread : new Thread[] {java, python}) {
      Threads.awaitParked(thread);
      thread.interrupt();
    }
    threads.join();
    semaphore.release();
    assertEquals(1, semaphore.availablePermits());
    semaphore.acquire();
    Thread closed =
        threads.start(() -> assertThrows(ClosedHandleException.class, semaphore::acquire));
    Threads.awaitParked(closed);
    semaphore.close();
    threads.join();
    assertThrows(ClosedHandleException.class, semaphore::release);
    assertThrows(ClosedHandleException.class, semaphore::tryAcquire);
  }

  /** Entries of dead JVMs, all there are; the first enters next. */
  private static SharedObject usedUp(int permits, int bound) {
    Processing.lock().close(); // has the library set up
    SharedObject made = SharedObjects.create(Kind.SEMAPHORE, 1, SemaphoreCore.BYTES);
    made.enter(0);
    SemaphoreCore.init(made, permits, bound);
    int holders = made.body() + 64;
    for (int i = 0; i < Holders.MAX; i++) {
      Words.setVolatile(made.memory(), holders + 64 + 16 * i, DEAD_SLOT + i);
    }
    Words.setIntVolatile(made.memory(), holders, Holders.MAX);
    return made;
  }

  @Test
  @DisplayName("an entry that another has taken over is not settled as that of the dead one")
  void settledForWhoHadTheEntryBefore() {
    SharedObject made = usedUp(1, Integer.MAX_VALUE);
    try {
      SemaphoreCore semaphore = new SemaphoreCore(made);
      assertTrue(semaphore.takeNow(1));
      assertEquals(0, semaphore.holder());
      assertFalse(semaphore.settle(0, DEAD_SLOT));
      assertEquals(0, semaphore.available());
      assertEquals(1, semaphore.held(0));
      // It can be for whose it is.
      assertTrue(semaphore.settle(0, made.session().slot()));
      assertEquals(1, semaphore.available());
    } finally {
      made.leave(0);
    }
  }

  @Test
  @DisplayName("two JVMs at a time take over entries of dead ones, and no permit is doubled")
  void entriesAreTakenOver() throws Exception {
    for (int round = 0; round < 50; round++) {
      SharedObject made = usedUp(1, Integer.MAX_VALUE);
      try {
        SemaphoreCore takes = new SemaphoreCore(made);
        SemaphoreCore enters = new SemaphoreCore(made, made.body(), 2 * DEAD_SLOT);
        CyclicBarrier go = new CyclicBarrier(2);
        Threads threads = new Threads();
        threads.start(
            () -> {
              go.await();
              assertTrue(takes.takeNow(1));
            });
        threads.start(
            () -> {
              go.await();
              enters.holder();
            });
        threads.join();
        assertEquals(0, takes.available());
      } finally {
        made.leave(0);
      }
    }
  }
}
