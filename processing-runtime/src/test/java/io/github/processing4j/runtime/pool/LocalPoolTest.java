package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Task;
import io.github.processing4j.runtime.queue.Call;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The front of a pool: what is given to its dispatcher, and its end. */
@Timeout(120)
class LocalPoolTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeDispatcher fake = FakeDispatcher.idle();
  private final LocalPool pool = fake.pool();

  @Test
  @DisplayName("invokeAll: all of them, in order, done; cancelled if the time is over")
  void invokeAll() throws Exception {
    List<Callable<Integer>> tasks =
        List.of(
            () -> 1,
            () -> {
              throw new IllegalStateException("failed");
            },
            () -> 3);
    List<Future<Integer>> late = pool.invokeAll(tasks, 1, TimeUnit.MILLISECONDS);
    assertEquals(3, late.size());
    for (Future<Integer> future : late) {
      assertTrue(future.isCancelled());
    }
    assertTrue(pool.invokeAll(List.<Callable<Integer>>of()).isEmpty());
    Call interrupted = Call.of(() -> pool.invokeAll(tasks)).awaitBlocked().interrupt();
    interrupted.thrown(InterruptedException.class);
    assertFalse(fake.isAnyOpen());
    assertThrows(NullPointerException.class, () -> pool.invokeAll(Arrays.asList(() -> 1, null)));
    assertFalse(fake.isAnyOpen());
    fake.work(2);
    List<Future<Integer>> done = pool.invokeAll(tasks);
    assertEquals(1, done.get(0).get());
    assertThrows(ExecutionException.class, () -> done.get(1).get());
    assertEquals(3, done.get(2).get());
    assertEquals(3, pool.invokeAll(tasks, 1, TimeUnit.HOURS).get(2).get());
  }

  @Test
  @DisplayName("invokeAny: one that has a result; the others are cancelled")
  void invokeAny() throws Exception {
    Callable<Integer> fails =
        () -> {
          throw new IllegalStateException("failed");
        };
    Call any = Call.of(() -> pool.invokeAny(List.of(fails, () -> 2, () -> 3)));
    fake.run(fake.take());
    fake.run(fake.take());
    assertEquals(2, any.result());
    assertFalse(fake.isAnyWaiting());
    assertFalse(fake.isAnyOpen());
    Call none = Call.of(() -> pool.invokeAny(List.of(fails, fails)));
    fake.run(fake.take());
    fake.run(fake.take());
    assertEquals("failed", none.thrown(ExecutionException.class).getCause().getMessage());
    assertThrows(
        TimeoutException.class, () -> pool.invokeAny(List.of(() -> 1), 1, TimeUnit.MILLISECONDS));
    Call.of(() -> pool.invokeAny(List.of(() -> 1)))
        .awaitBlocked()
        .interrupt()
        .thrown(InterruptedException.class);
    assertThrows(
        IllegalArgumentException.class, () -> pool.invokeAny(List.<Callable<Integer>>of()));
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName(
      "what execute throws goes to the handler of the callbacks' thread; not a cancellation")
  void execute() throws Exception {
    LinkedBlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    fake.callbacks.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown)));
    pool.execute(() -> {});
    IllegalStateException failure = new IllegalStateException("executed");
    Runnable fails =
        () -> {
          throw failure;
        };
    pool.execute(fails);
    fake.runAll();
    assertSame(failure, uncaught.poll(60, TimeUnit.SECONDS));
    pool.execute(fails);
    pool.shutdownNow();
    pool.close();
    assertTrue(uncaught.isEmpty());
  }

  @Test
  @DisplayName("shutdownNow: what had not begun can be run here")
  void shutdownNow() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    AsyncResult<?> begun = pool.submit(ran::incrementAndGet);
    fake.take();
    Task<Integer> task = ran::incrementAndGet;
    AsyncResult<Integer> result = pool.submit(task);
    pool.applyAsync(() -> ran.addAndGet(10), null, null);
    pool.mapAsync(ran::addAndGet, List.of(100, 200));
    pool.starmapAsync((a, b) -> ran.addAndGet(a * b), List.of(Map.entry(10, 100)));
    pool.imap(ran::addAndGet, List.of(-1, -2));
    pool.execute(
        () -> {
          throw new IllegalStateException("run here");
        });
    List<Runnable> unbegun = new ArrayList<>(pool.shutdownNow());
    assertTrue(begun.isCancelled());
    assertTrue(result.isCancelled());
    assertEquals(0, ran.get());
    assertEquals(5, unbegun.size());
    Runnable last = unbegun.remove(4);
    unbegun.forEach(Runnable::run);
    assertEquals(1311, ran.get());
    assertEquals("run here", assertThrows(IllegalStateException.class, last::run).getMessage());
    assertTrue(result.isCancelled());
    assertEquals(List.of(), pool.shutdownNow());
  }

  @Test
  @DisplayName("a call to a pool that takes no more is refused, and leaves nothing")
  void refused() {
    pool.shutdown();
    assertThrows(RejectedExecutionException.class, () -> pool.apply(() -> 1));
    assertThrows(RejectedExecutionException.class, () -> pool.map(x -> x, List.of(1)));
    assertThrows(RejectedExecutionException.class, () -> pool.imap(x -> x, List.of(1)));
    assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
    assertTrue(pool.isTerminated());
    assertEquals(0, fake.progress().submitted());
  }

  @Test
  @DisplayName("close waits for calls, and for callbacks unless it is in one")
  void close() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    pool.applyAsync(
        () -> 1,
        r -> {
          pool.close();
          heard.add("closed");
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          heard.add("went on");
        },
        null);
    Call close = Call.doing(pool::close).awaitBlocked();
    fake.runAll();
    assertEquals("closed", heard.poll(60, TimeUnit.SECONDS));
    close.awaitBlocked();
    assertFalse(pool.join(Duration.ofMillis(1)));
    go.countDown();
    close.result();
    assertEquals("went on", heard.poll());
    assertTrue(pool.awaitTermination(0, TimeUnit.SECONDS));
    pool.join();
    pool.close();
  }

  @Test
  @DisplayName("close that is interrupted cancels all, and sets the flag again")
  void closeInterrupted() {
    AsyncResult<Integer> result = pool.applyAsync(() -> 1);
    Call close = Call.doing(pool::close).awaitBlocked().interrupt();
    assertTrue(close.leftInterrupted());
    assertTrue(result.isCancelled());
    assertTrue(pool.isTerminated());
  }

  @Test
  @DisplayName("close in a process that is being stopped cancels all")
  void closeStopped() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 1);
    CountDownLatch begins = new CountDownLatch(1);
    Process closes =
        Processing.getContext("thread")
            .processBuilder()
            .target(
                () -> {
                  begins.countDown();
                  pool.close();
                })
            .build();
    closes.start();
    begins.await();
    closes.stop();
    closes.join();
    assertThrows(CancellationException.class, result::get);
  }

  @Test
  @DisplayName("join: not before the end was asked for; interruptible")
  void join() {
    assertThrows(IllegalStateException.class, pool::join);
    assertThrows(IllegalStateException.class, () -> pool.join(Duration.ZERO));
    AsyncResult<Integer> result = pool.applyAsync(() -> 1);
    pool.shutdown();
    assertFalse(pool.join(Duration.ZERO));
    assertFalse(pool.join(Duration.ofSeconds(-1)));
    Call join = Call.doing(pool::join).awaitBlocked().interrupt();
    join.thrown(ProcessingInterruptedException.class);
    assertTrue(join.leftInterrupted());
    fake.runAll();
    assertTrue(result.successful());
    pool.join();
  }

  @Test
  @DisplayName("resize is within bounds")
  void resize() {
    assertThrows(IllegalArgumentException.class, () -> pool.resize(0));
    assertThrows(IllegalArgumentException.class, () -> pool.resize(501));
    pool.resize(7);
    assertEquals(7, pool.processes());
    assertTrue(pool.toString().contains("Fake"), pool.toString());
  }

  @Test
  @DisplayName("a pool that nobody holds is shut down; the calls it was given go on")
  void forgotten() throws Exception {
    FakeDispatcher own = FakeDispatcher.idle();
    LocalPool front = own.pool();
    AsyncResult<Integer> result = front.applyAsync(() -> 1);
    AsyncResult<List<Integer>> map = front.mapAsync(x -> x, List.of(1, 2));
    WeakReference<Pool> reference = new WeakReference<>(front);
    front = null;
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              System.gc();
              return reference.get() == null && own.isShutdown();
            });
    assertFalse(own.isTerminated());
    own.runAll();
    assertEquals(1, result.get());
    assertEquals(List.of(1, 2), map.get());
    assertTrue(own.isTerminated());
  }

  @Test
  @DisplayName("a pool cannot be sent, and the error names it")
  void notSendable() {
    Task<String> captures = pool::getName;
    NotSendableException e =
        assertThrows(
            NotSendableException.class,
            () -> new WrittenCalls().function(captures, CallShape.TASK));
    assertTrue(e.getMessage().contains("LocalPool"), e.getMessage());
    assertInstanceOf(String.class, e.path());
  }

  @Test
  @DisplayName("a chunk is 1 or more, or 0 where that means the default")
  void chunks() throws Exception {
    fake.work(1);
    for (int chunk : new int[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> pool.map(x -> x, List.of(1), chunk));
      assertThrows(IllegalArgumentException.class, () -> pool.mapAsync(x -> x, List.of(1), chunk));
      assertThrows(IllegalArgumentException.class, () -> pool.imap(x -> x, List.of(1), chunk));
    }
    assertThrows(
        IllegalArgumentException.class, () -> pool.mapAsync(x -> x, List.of(1), -1, null, null));
    assertEquals(List.of(1), pool.mapAsync(x -> x, List.of(1), 0, null, null).get());
  }
}
