package io.github.processing4j.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.Processing;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.Semaphore;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
  private static final int THREADS = 200;

  private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
  private int plain;

  private Thread start(Threads.Body body) throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    Runnable run =
        () -> {
          try {
            body.run();
          } catch (Throwable e) {
            thrown.add(e);
          }
        };
    return (Thread) start.invoke(null, run);
  }

  @Test
  @DisplayName("virtual threads, many more than carriers: none holds its carrier while it waits")
  void manyMoreThanCarriers() throws Exception {
    try (Lock lock = Processing.lock();
        Event event = Processing.event();
        Semaphore arrived = Processing.semaphore(0);
        Barrier barrier = Processing.barrier(THREADS)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        threads.add(
            start(
                () -> {
                  arrived.release();
                  event.await();
                  for (int turn = 0; turn < 50; turn++) {
                    lock.lock();
                    try {
                      plain++;
                    } finally {
                      lock.unlock();
                    }
                  }
                  barrier.await();
                }));
      }
      // Only if those that wait let go of their carriers, do all arrive.
      arrived.acquire(THREADS);
      start(event::set).join();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), List.copyOf(thrown));
      assertEquals(50 * THREADS, plain);
    }
  }
}
