package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.Processing;
import io.github.processing4j.sync.Barrier;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BarrierTest {

  private static void broken(Threads.Body body) {
    assertThrows(BrokenBarrierException.class, body::run);
  }

  @Test
  @DisplayName("40: each generation has every index once, and nobody is a generation ahead")
  void everyIndexOnce() throws Exception {
    int parties = 4;
    int generations = 3_000;
    AtomicIntegerArray came = new AtomicIntegerArray(generations);
    AtomicIntegerArray indexes = new AtomicIntegerArray(generations);
    try (Barrier barrier = Processing.barrier(parties)) {
      Threads threads = new Threads();
      for (int i = 0; i < parties; i++) {
        threads.start(
            () -> {
              for (int generation = 0; generation < generations; generation++) {
                came.incrementAndGet(generation);
                int index = barrier.await();
                assertEquals(parties, came.get(generation));
                indexes.addAndGet(generation, 1 << (4 * index));
              }
            });
      }
      threads.join();
      for (int generation = 0; generation < generations; generation++) {
        assertEquals(0x1111, indexes.get(generation));
      }
      assertEquals(0, barrier.getNumberWaiting());
      assertFalse(barrier.isBroken());
    }
  }

  @Test
  @DisplayName("more threads than parties: those that are too many wait for the next generation")
  void moreThreadsThanParties() throws Exception {
    // An even number, so that nobody is left over.
    AtomicInteger turns = new AtomicInteger();
    try (Barrier barrier = Processing.barrier(2)) {
      Threads threads = new Threads();
      for (int i = 0; i < 6; i++) {
        threads.start(
            () -> {
              while (turns.getAndIncrement() < 6_000) {
                barrier.await();
              }
            });
      }
      threads.join();
      assertEquals(0, barrier.getNumberWaiting());
    }
  }

  @Test
  @DisplayName("a barrier of one party never waits")
  void oneParty() throws Exception {
    try (Barrier barrier = Processing.barrier(1)) {
      assertEquals(1, barrier.getParties());
      for (int i = 0; i < 100; i++) {
        assertEquals(0, barrier.await());
        assertEquals(0, barrier.await(Duration.ZERO));
      }
    }
  }

  @Test
  @DisplayName("40: abort: the others get BrokenBarrierException; reset: usable again")
  void abortAndReset() throws Exception {
    try (Barrier barrier = Processing.barrier(3)) {
      for (int round = 0; round < 50; round++) {
        Threads threads = new Threads();
        for (int i = 0; i < 2; i++) {
          Threads.awaitParked(threads.start(() -> broken(barrier::await)));
        }
        assertEquals(2, barrier.getNumberWaiting());
        barrier.abort();
        threads.join();
        assertTrue(barrier.isBroken());
        assertEquals(0, barrier.getNumberWaiting());
        broken(barrier::await);
        barrier.reset();
        assertFalse(barrier.isBroken());
        for (int i = 0; i < 3; i++) {
          threads.start(barrier::await);
        }
        threads.join();
      }
    }
  }

  @Test
  @DisplayName("reset: those who wait get BrokenBarrierException, also after many more")
  void resetWhileWaiting() throws Exception {
    try (Barrier barrier = Processing.barrier(2)) {
      Threads threads = new Threads();
      Thread waiter = threads.start(() -> broken(barrier::await));
      Threads.awaitParked(waiter);
      for (int i = 0; i < 20; i++) {
        barrier.reset();
      }
      threads.join();
      threads.start(barrier::await);
      barrier.await();
      threads.join();
    }
  }

  @Test
  @DisplayName("40: a party that runs out of time or is interrupted breaks it for the others")
  void timeoutAndInterrupt() throws Exception {
    try (Barrier barrier = Processing.barrier(3)) {
      Threads threads = new Threads();
      Threads.awaitParked(threads.start(() -> broken(barrier::await)));
      long start = System.nanoTime();
      assertThrows(TimeoutException.class, () -> barrier.await(120, TimeUnit.MILLISECONDS));
      assertTrue(System.nanoTime() - start >= 120_000_000);
      threads.join();
      barrier.reset();
      assertThrows(TimeoutException.class, () -> barrier.await(Duration.ZERO));
      barrier.reset();
      Threads.awaitParked(threads.start(() -> broken(barrier::await)));
      Thread interrupted =
          threads.start(
              () -> {
                assertThrows(InterruptedException.class, barrier::await);
                assertFalse(Thread.currentThread().isInterrupted());
              });
      Threads.awaitParked(interrupted);
      interrupted.interrupt();
      threads.join();
      barrier.reset();
      Threads.awaitParked(threads.start(() -> broken(barrier::await)));
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, barrier::await);
      threads.join();
    }
  }

  @Test
  @DisplayName("close: who waits here gets an error, and the barrier is broken")
  void close() throws Exception {
    Barrier barrier = Processing.barrier(2);
    Threads threads = new Threads();
    Threads.awaitParked(
        threads.start(() -> assertThrows(ClosedHandleException.class, barrier::await)));
    barrier.close();
    threads.join();
    assertThrows(ClosedHandleException.class, barrier::await);
    assertThrows(ClosedHandleException.class, barrier::reset);
  }

  @Test
  @DisplayName("timeouts, interrupts and resets at random: nobody is left waiting")
  void everythingAtOnce() throws Exception {
    try (Barrier barrier = Processing.barrier(3)) {
      Threads threads = new Threads();
      for (int i = 0; i < 3; i++) {
        int micros = 100 + 50 * i;
        threads.start(
            () -> {
              for (int turn = 0; turn < 500; turn++) {
                try {
                  barrier.await(turn % 10 == 0 ? micros : 20_000, TimeUnit.MICROSECONDS);
                } catch (TimeoutException | BrokenBarrierException e) {
                  barrier.reset();
                }
              }
              barrier.abort();
            });
      }
      threads.join();
      assertTrue(barrier.isBroken());
      barrier.reset();
      for (int i = 0; i < 3; i++) {
        threads.start(barrier::await);
      }
      threads.join();
    }
  }

  @Test
  @DisplayName("a thread that finds the barrier broken does not break it anew after a reset")
  void resetStaysWhole() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (Barrier barrier = Processing.barrier(1)) {
      Threads threads = new Threads();
      threads.start(
          () -> {
            while (!over.get()) {
              try {
                barrier.await();
              } catch (BrokenBarrierException e) {
                // Before the reset.
              }
            }
          });
      int again = 0;
      for (int round = 0; round < 20_000 && again == 0; round++) {
        barrier.abort();
        for (int spin = round & 63; spin > 0; spin--) {
          Thread.onSpinWait();
        }
        barrier.reset();
        for (int spin = 0; spin < 50; spin++) {
          Thread.onSpinWait();
        }
        again += barrier.isBroken() ? 1 : 0;
      }
      over.set(true);
      threads.join();
      assertEquals(0, again);
    }
  }
}
