package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.PoolProgress;
import io.github.processing4j.runtime.queue.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of the callbacks, and what it tells of progress. */
@Timeout(120)
class CallbacksTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  @DisplayName("in order, on one daemon thread, which ends when it has nothing to do for long")
  void order() throws Exception {
    Callbacks callbacks = new Callbacks("Order", getClass().getClassLoader());
    LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int own = i;
      callbacks.execute(
          () -> {
            order.add(own);
            threads.add(Thread.currentThread());
          });
    }
    assertTrue(callbacks.awaitIdle(LONG.toNanos()));
    assertEquals(1000, order.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, order.get(i));
    }
    Thread thread = threads.take();
    threads.forEach(each -> assertSame(thread, each));
    assertTrue(thread.isDaemon());
    assertEquals("processing-Order-callbacks", thread.getName());
    assertSame(getClass().getClassLoader(), thread.getContextClassLoader());
    Awaitility.await().atMost(LONG).until(() -> !thread.isAlive());
    callbacks.execute(() -> threads.add(Thread.currentThread()));
    Awaitility.await().atMost(LONG).until(() -> threads.contains(thread) && threads.size() == 1000);
  }

  @Test
  @DisplayName("what one throws goes to the handler, and the next ones run; so after an interrupt")
  void throwing() throws Exception {
    Callbacks callbacks = new Callbacks("Throwing", null);
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    callbacks.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler(
                    (thread, e) -> {
                      heard.add(e.getMessage());
                      throw new IllegalStateException("by the handler");
                    }));
    callbacks.execute(
        () -> {
          throw new StackOverflowError("thrown");
        });
    callbacks.execute(() -> Thread.currentThread().interrupt());
    callbacks.execute(() -> heard.add(Thread.currentThread().isInterrupted()));
    assertEquals("thrown", heard.poll(60, TimeUnit.SECONDS));
    assertEquals(false, heard.poll(60, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("who waits until nothing is left to run")
  void idle() throws Exception {
    Callbacks callbacks = new Callbacks("Idle", null);
    assertTrue(callbacks.awaitIdle(0));
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    callbacks.execute(
        () -> {
          began.countDown();
          await(go);
        });
    began.await();
    assertFalse(callbacks.awaitIdle(0));
    assertFalse(callbacks.awaitIdle(1_000_000));
    Call waits = Call.of(() -> callbacks.awaitIdle(Long.MAX_VALUE)).awaitBlocked();
    go.countDown();
    assertEquals(true, waits.result());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("a listener hears of the end of all calls, and not of each")
  void listener() throws Exception {
    LinkedBlockingQueue<PoolProgress> heard = new LinkedBlockingQueue<>();
    FakeDispatcher fake = new FakeDispatcher(heard::add);
    fake.work(2);
    LocalPool pool = fake.pool();
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      items.add(i);
    }
    long start = System.nanoTime();
    pool.map(x -> x, items, 1);
    PoolProgress last = heard.poll(60, TimeUnit.SECONDS);
    while (last.done() < 10_000) {
      last = heard.poll(60, TimeUnit.SECONDS);
    }
    pool.applyAsync(
        () -> {
          throw new IllegalStateException("failed");
        });
    while (last.failed() < 1) {
      last = heard.poll(60, TimeUnit.SECONDS);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertEquals(10_001, last.submitted());
    assertEquals(10_000, last.done());
    assertEquals(0, last.remaining());
    assertTrue(heard.size() <= 2 * (2 + millis / Tally.INTERVAL_MILLIS), "told too often");
    pool.close();
    assertEquals(0, fake.progress().remaining());
  }
}
