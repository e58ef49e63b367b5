package io.github.processing4j.runtime.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.NotReadableException;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.TaskFailedException;
import io.github.processing4j.runtime.queue.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The result of a single call. */
@Timeout(120)
class ResultTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeDispatcher fake = FakeDispatcher.idle();
  private final LocalPool pool = fake.pool();

  private static Throwable cause(Future<?> future) {
    return assertThrows(ExecutionException.class, future::get).getCause();
  }

  private static boolean isOnCallbacks() {
    return Thread.currentThread().getName().equals("processing-Fake-callbacks");
  }

  /** A value that is read by code of the program. */
  private static final class Late extends Answer {
    final AtomicInteger reads = new AtomicInteger();
    private final @Nullable Throwable unreadable;
    volatile @Nullable Thread reader;

    Late(@Nullable Throwable unreadable) {
      this.unreadable = unreadable;
    }

    @Override
    @Nullable Throwable failure() {
      reads.incrementAndGet();
      reader = Thread.currentThread();
      return unreadable;
    }

    @Override
    @Nullable Object value() {
      return "late";
    }

    @Override
    boolean toldAsFailure() {
      return false;
    }
  }

  @Test
  @DisplayName("a result that is not there yet, and then is")
  void value() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    assertFalse(result.ready());
    assertFalse(result.isDone());
    assertThrows(IllegalStateException.class, result::successful);
    assertThrows(TimeoutException.class, () -> result.get(Duration.ZERO));
    assertThrows(TimeoutException.class, () -> result.get(Duration.ofSeconds(-3)));
    assertThrows(TimeoutException.class, () -> result.get(1, TimeUnit.MILLISECONDS));
    assertFalse(result.await(Duration.ofMillis(1)));
    Call get = Call.of(result::get).awaitBlocked();
    Call await = Call.of(() -> result.await(Duration.ofSeconds(Long.MAX_VALUE))).awaitBlocked();
    fake.runAll();
    assertEquals(5, get.result());
    assertEquals(true, await.result());
    assertTrue(result.ready());
    assertTrue(result.successful());
    assertFalse(result.isCancelled());
    assertFalse(result.cancel(true));
    assertEquals(5, result.get(Duration.ZERO));
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName(
      "failures: wrapped by get, as they are by apply, checked ones in TaskFailedException")
  void failures() throws Exception {
    FakeDispatcher working = FakeDispatcher.working();
    LocalPool own = working.pool();
    IOException checked = new IOException("checked");
    AsyncResult<Integer> result =
        own.applyAsync(
            () -> {
              throw checked;
            });
    assertSame(checked, cause(result));
    assertFalse(result.successful());
    assertFalse(result.isCancelled());
    assertSame(
        checked,
        assertThrows(
                TaskFailedException.class,
                () ->
                    own.apply(
                        () -> {
                          throw checked;
                        }))
            .getCause());
    Error error = new AssertionError("error");
    assertSame(
        error,
        assertThrows(
            AssertionError.class,
            () ->
                own.apply(
                    () -> {
                      throw error;
                    })));
    // Thrown by the task: so it was not cancelled.
    AsyncResult<Integer> pretends =
        own.applyAsync(
            () -> {
              throw new CancellationException("no");
            });
    assertInstanceOf(CancellationException.class, cause(pretends));
    assertFalse(pretends.isCancelled());
  }

  @Test
  @DisplayName("a value is read once, by the thread that asks; one that cannot be is a failure")
  void lateAnswers() throws Exception {
    AsyncResult<String> result = pool.applyAsync(() -> "");
    Late late = new Late(null);
    fake.answerNext(fake.take(), late);
    assertTrue(result.isDone());
    assertEquals(0, late.reads.get());
    assertTrue(result.successful());
    assertEquals("late", result.get());
    assertEquals("late", result.get());
    assertEquals(1, late.reads.get());
    assertSame(Thread.currentThread(), late.reader);

    NotReadableException why = new NotReadableException("why", null);
    AsyncResult<String> unreadable = pool.applyAsync(() -> "");
    fake.answerNext(fake.take(), new Late(why));
    assertFalse(unreadable.successful());
    assertSame(why, cause(unreadable));
  }

  @Test
  @DisplayName("cancel: once, with a CancellationException")
  void cancel() {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    Call get = Call.of(result::get).awaitBlocked();
    assertTrue(result.cancel(false));
    get.thrown(CancellationException.class);
    assertTrue(result.isDone());
    assertTrue(result.isCancelled());
    assertFalse(result.successful());
    assertFalse(result.cancel(true));
    assertThrows(CancellationException.class, () -> result.get(Duration.ZERO));
    assertFalse(fake.isAnyWaiting());
    assertFalse(fake.isAnyOpen());
    assertEquals(1, fake.progress().failed());
  }

  @Test
  @DisplayName("terminated and broken pools")
  void endOfThePool() {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    Call apply = Call.of(() -> pool.apply(() -> 6)).awaitBlocked();
    pool.terminate();
    assertThrows(CancellationException.class, result::get);
    assertTrue(result.isCancelled());
    apply.thrown(CancellationException.class);

    FakeDispatcher breaks = FakeDispatcher.idle();
    AsyncResult<Integer> broken = breaks.pool().applyAsync(() -> 5);
    breaks.breakBy(new IOException("no worker"));
    assertInstanceOf(BrokenPoolException.class, cause(broken));
    assertFalse(broken.isCancelled());
  }

  @Test
  @DisplayName("an interrupt ends the wait; that of apply also cancels what nobody can get")
  void interrupts() {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    Call.of(result::get).awaitBlocked().interrupt().thrown(InterruptedException.class);
    Call.of(() -> result.get(LONG)).awaitBlocked().interrupt().thrown(InterruptedException.class);
    Call.of(() -> result.await(LONG)).awaitBlocked().interrupt().thrown(InterruptedException.class);
    fake.runAll();
    assertTrue(result.successful());
    Call apply = Call.of(() -> pool.apply(() -> 6)).awaitBlocked().interrupt();
    apply.thrown(ProcessingInterruptedException.class);
    assertTrue(apply.leftInterrupted());
    assertFalse(fake.isAnyWaiting());
    assertFalse(fake.isAnyOpen());
  }

  @Test
  @DisplayName("a stop of the process ends the wait")
  void stop() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    SynchronousQueue<Object> seen = new SynchronousQueue<>();
    Process waits =
        Processing.getContext("thread")
            .processBuilder()
            .target(
                () -> {
                  seen.put("begins");
                  try {
                    seen.put(result.get());
                  } catch (ProcessExit e) {
                    seen.put(e.getClass());
                  }
                })
            .build();
    waits.start();
    assertEquals("begins", seen.take());
    waits.stop();
    assertEquals(ProcessExit.class, seen.take());
    waits.join();
  }

  @Test
  @DisplayName("many threads wait for one result, some of them not for long")
  void manyWaiters() throws Exception {
    for (int round = 0; round < 200; round++) {
      AsyncResult<Integer> result = pool.applyAsync(() -> 5);
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(Call.of(result::get));
        calls.add(
            Call.of(
                () -> {
                  while (!result.await(Duration.ofNanos(20_000))) {
                    Thread.onSpinWait();
                  }
                  return result.get();
                }));
      }
      if (round % 2 == 0) {
        calls.get(0).awaitBlocked();
      }
      fake.runAll();
      for (Call call : calls) {
        assertEquals(5, call.result());
      }
    }
  }

  @Test
  @DisplayName("callbacks hear the result or the failure, in order, on their thread")
  void callbacks() throws Exception {
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    for (int i = 0; i < 100; i++) {
      int own = i;
      pool.applyAsync(() -> own, r -> heard.add(isOnCallbacks() ? r : "elsewhere"), heard::add);
    }
    IOException failure = new IOException("unwrapped");
    pool.applyAsync(
        () -> {
          throw failure;
        },
        heard::add,
        heard::add);
    fake.runAll();
    AsyncResult<Integer> cancelled = pool.applyAsync(() -> 1, null, heard::add);
    cancelled.cancel(false);
    for (int i = 0; i < 100; i++) {
      assertEquals(i, heard.poll(60, TimeUnit.SECONDS));
    }
    assertSame(failure, heard.poll(60, TimeUnit.SECONDS));
    assertInstanceOf(CancellationException.class, heard.poll(60, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("dependents never run in the thread that completes, nor in one that adds them")
  void dependents() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    CompletableFuture<Integer> plain = new CompletableFuture<>();
    List<CompletableFuture<Boolean>> where = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      where.add(result.thenApply(x -> isOnCallbacks()).toCompletableFuture());
      where.add(
          result
              .thenRun(() -> {})
              .thenRun(() -> {})
              .handle((x, e) -> isOnCallbacks())
              .toCompletableFuture());
      where.add(
          plain.thenCombine(result, (a, b) -> isOnCallbacks() || plain.isCompletedExceptionally()));
      where.add(result.toCompletableFuture().thenApply(x -> isOnCallbacks()));
      where.add(result.thenApplyAsync(x -> isOnCallbacks()).toCompletableFuture());
      where.add(result.thenApplyAsync(x -> !isOnCallbacks(), Runnable::run).toCompletableFuture());
      if (i == 0) {
        plain.complete(1);
        fake.runAll();
        result.thenRun(() -> {}).toCompletableFuture().get(60, TimeUnit.SECONDS);
      }
    }
    for (int i = 0; i < where.size(); i++) {
      // An executor that runs at once does so where it is asked; and so does one of a plain future.
      if (i != 5 && i != 8 && i != 11) {
        assertTrue(where.get(i).get(60, TimeUnit.SECONDS), "dependent " + i);
      }
    }
  }

  @Test
  @DisplayName("stages end as the call does: failures as they are, in dependents wrapped")
  void stagesOfFailures() throws Exception {
    IllegalStateException failure = new IllegalStateException("failed");
    AsyncResult<Integer> result =
        pool.applyAsync(
            () -> {
              throw failure;
            });
    CompletableFuture<Throwable> direct = result.handle((x, e) -> e).toCompletableFuture();
    CompletableFuture<Throwable> indirect =
        result.thenApply(x -> x + 1).handle((x, e) -> e).toCompletableFuture();
    CompletableFuture<Integer> instead = result.exceptionally(e -> -1).toCompletableFuture();
    fake.runAll();
    assertSame(failure, direct.get());
    assertSame(failure, assertInstanceOf(CompletionException.class, indirect.get()).getCause());
    assertEquals(-1, instead.get());
    AsyncResult<Integer> cancelled = pool.applyAsync(() -> 5);
    CompletableFuture<Integer> future = cancelled.toCompletableFuture();
    cancelled.cancel(true);
    assertThrows(CancellationException.class, future::get);
    assertTrue(future.isCancelled());
  }

  @Test
  @DisplayName(
      "a future of the call: to cancel it cancels the call, to complete it does not matter")
  void futures() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    CompletableFuture<Integer> completed = result.toCompletableFuture();
    CompletableFuture<Integer> timedOut = result.toCompletableFuture();
    assertNotSame(completed, timedOut);
    Call waits = Call.of(completed::get).awaitBlocked();
    assertTrue(completed.complete(17));
    assertEquals(17, waits.result());
    assertInstanceOf(TimeoutException.class, cause(timedOut.orTimeout(1, TimeUnit.MILLISECONDS)));
    assertFalse(result.isDone());
    fake.runAll();
    assertEquals(5, result.get());
    assertEquals(5, result.thenApply(x -> x).toCompletableFuture().get());

    AsyncResult<Integer> other = pool.applyAsync(() -> 6);
    CompletableFuture<Integer> future = other.toCompletableFuture();
    CompletableFuture<Integer> dependent = future.thenApply(x -> x);
    dependent.cancel(true);
    assertFalse(other.isDone());
    assertTrue(future.cancel(true));
    assertTrue(future.isCancelled());
    assertTrue(other.isCancelled());
    assertFalse(result.toCompletableFuture().cancel(true));
  }

  @Test
  @DisplayName("a callback may wait for another call, also by its future")
  void waitingCallback() throws Exception {
    FakeDispatcher working = FakeDispatcher.working();
    LocalPool own = working.pool();
    LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    own.applyAsync(
        () -> 1,
        r -> {
          heard.add(own.apply(() -> 2));
          heard.add(own.applyAsync(() -> 3).toCompletableFuture().join());
        },
        heard::add);
    assertEquals(2, heard.poll(60, TimeUnit.SECONDS));
    assertEquals(3, heard.poll(60, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("resultNow, exceptionNow and state, where there are such")
  void futureOf19() throws Exception {
    AsyncResult<Integer> result = pool.applyAsync(() -> 5);
    IllegalStateException failure = new IllegalStateException("failed");
    AsyncResult<Integer> fails =
        pool.applyAsync(
            () -> {
              throw failure;
            });
    AsyncResult<Integer> cancelled = pool.applyAsync(() -> 5);
    if (Runtime.version().feature() < 19) {
      assertThrows(NoSuchMethodException.class, () -> Future.class.getMethod("state"));
      return;
    }
    assertEquals("RUNNING", "" + Future.class.getMethod("state").invoke(result));
    cancelled.cancel(true);
    fake.runAll();
    assertEquals("SUCCESS", "" + Future.class.getMethod("state").invoke(result));
    assertEquals("FAILED", "" + Future.class.getMethod("state").invoke(fails));
    assertEquals("CANCELLED", "" + Future.class.getMethod("state").invoke(cancelled));
    assertEquals(5, Future.class.getMethod("resultNow").invoke(result));
    assertSame(failure, Future.class.getMethod("exceptionNow").invoke(fails));
  }

  @Test
  @DisplayName("targets and actions have no result but the one that stays here")
  void noResult() throws Exception {
    AsyncResult<?> target = pool.applyAsync(() -> {});
    AsyncResult<?> action = pool.submit(() -> {});
    Object here = new Object();
    AsyncResult<Object> instead = pool.submit((Runnable) () -> {}, here);
    fake.runAll();
    assertNull(target.get());
    assertNull(action.get());
    assertSame(here, instead.get());
  }
}
