package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Action;
import io.github.processing4j.AsyncResult;
import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.Task;
import io.github.processing4j.runtime.queue.Call;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The pool as an {@link ExecutorService}, and its end. */
class PoolExecutorIT extends PoolTests {

  /** Serialisable, but of none of the library's types. */
  private static final class Work implements Callable<String>, Runnable, Serializable {
    private static final long serialVersionUID = 1;

    private final Notes notes;

    Work(Notes notes) {
      this.notes = notes;
    }

    @Override
    public String call() {
      run();
      return "called";
    }

    @Override
    public void run() {
      notes.put("ran");
    }
  }

  @Test
  @Tag("core")
  @DisplayName("a lambda needs no cast, whatever method it is given to")
  void lambdas(Notes notes) throws Exception {
    int two = 2;
    assertEquals(4, pool.apply(() -> two + two));
    pool.apply(() -> notes.put("target"));
    assertEquals(4, pool.applyAsync(() -> two + two).get());
    pool.applyAsync(() -> notes.put("target")).get();
    assertEquals(4, pool.applyAsync(() -> two + two, r -> {}, e -> {}).get());
    assertEquals(List.of(4), pool.map(x -> x + two, List.of(2)));
    assertEquals(List.of(4), pool.map(x -> x + two, List.of(2), 1));
    assertEquals(List.of(4), pool.mapAsync(x -> x + two, List.of(2)).get());
    assertEquals(List.of(4), pool.mapAsync(x -> x + two, List.of(2), 1).get());
    assertEquals(List.of(4), pool.mapAsync(x -> x + two, List.of(2), 1, r -> {}, e -> {}).get());
    List<Map.Entry<Integer, Integer>> pairs = List.of(Map.entry(1, 1));
    assertEquals(List.of(4), pool.starmap((a, b) -> a + b + two, pairs));
    assertEquals(List.of(4), pool.starmap((a, b) -> a + b + two, pairs, 1));
    assertEquals(List.of(4), pool.starmapAsync((a, b) -> a + b + two, pairs).get());
    assertEquals(4, pool.imap(x -> x + two, List.of(2)).next());
    assertEquals(4, pool.imap(x -> x + two, List.of(2), 1).next());
    assertEquals(4, pool.imapUnordered(x -> x + two, List.of(2)).next());
    assertEquals(4, pool.imapUnordered(x -> x + two, List.of(2), 1).next());
    assertEquals(4, pool.submit(() -> two + two).get());
    pool.submit(() -> notes.put("action")).get();
    assertTrue(notes.has("action"));
    assertEquals(4, pool.submit(() -> notes.put("with a result"), 4).get());
    assertTrue(notes.has("with a result"));
    pool.execute(() -> notes.put("executed"));
    notes.await("executed");
    assertEquals(List.of("2"), pool.map(String::valueOf, List.of(2)));
  }

  @Test
  @Tag("core")
  @DisplayName("submit of what is serialisable by itself; the result of an action stays here")
  void submit(Notes notes) throws Exception {
    Callable<String> callable = new Work(notes);
    assertEquals("called", pool.submit(callable).get());
    Runnable runnable = new Work(notes.below("runnable"));
    assertNull(pool.submit(runnable).get());
    assertTrue(notes.has("runnable/ran"));
    Object result = new Object();
    assertSame(result, pool.submit(runnable, result).get());
    Runnable executed = new Work(notes.below("executed"));
    pool.execute(executed);
    notes.await("executed/ran");
    Task<Integer> task = () -> 5;
    assertEquals(5, pool.submit(task).get());
    Action action = () -> notes.put("action");
    pool.submit(action).get();
    notes.await("action");
    // As an executor that nobody knows to be a pool.
    ExecutorService plain = pool;
    assertEquals(5, plain.submit((Callable<Integer>) task).get());
  }

  @Test
  @Tag("core")
  @DisplayName("what cannot be sent fails at once, and the error says what to write")
  void errorsSayWhatToWrite() {
    if (onThreads()) {
      return; // There nothing is sent.
    }
    Runnable variable = () -> {};
    Callable<Integer> callable = () -> 1;
    assertSays("Action", () -> pool.submit(variable));
    assertSays("Action", () -> pool.submit(variable, 1));
    assertSays("Action", () -> pool.execute(variable));
    assertSays("Task", () -> pool.submit(callable));
    assertSays("Task", () -> pool.invokeAll(List.of(() -> 1)));
    assertSays("Task", () -> pool.invokeAny(List.of(() -> 1)));
    assertSays("pool.applyAsync(() ->", () -> CompletableFuture.supplyAsync(() -> 1, pool));
    assertSays("pool.applyAsync(() ->", () -> CompletableFuture.runAsync(() -> {}, pool));
    Object captured = new Object();
    assertSays("java.lang.Object", () -> pool.apply(() -> captured.hashCode()));
    assertSays("java.lang.Object", () -> pool.map(x -> captured.hashCode(), List.of(1)));
    assertSays("java.lang.Object", () -> pool.imap(x -> captured.hashCode(), List.of(1)));
    Pool same = pool;
    assertThrows(NotSendableException.class, () -> pool.apply(() -> same.getName()));
    assertEquals(1, pool.apply(() -> 1));
  }

  private static void assertSays(String what, Executable call) {
    NotSendableException e = assertThrows(NotSendableException.class, call);
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  @Test
  @Tag("core")
  @DisplayName("invokeAll gives all futures in order, all of them done")
  void invokeAll() throws Exception {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int own = i;
      tasks.add(() -> 6 / (own - 2));
    }
    List<Future<Integer>> futures = pool.invokeAll(tasks);
    assertEquals(5, futures.size());
    for (int i = 0; i < 5; i++) {
      Future<Integer> future = futures.get(i);
      assertTrue(future.isDone());
      if (i == 2) {
        ExecutionException e = assertThrows(ExecutionException.class, future::get);
        assertInstanceOf(ArithmeticException.class, e.getCause());
      } else {
        assertEquals(6 / (i - 2), future.get());
      }
    }
    assertEquals(List.of(), pool.invokeAll(List.<Task<Integer>>of()));
  }

  @Test
  @DisplayName("invokeAll with a time-out cancels what has not ended")
  void invokeAllWithTimeout(Notes notes) throws Exception {
    Task<String> quick = () -> "quick";
    Task<String> sleeps =
        () -> {
          Family.sleepForLong();
          return "slept";
        };
    List<Future<String>> futures =
        pool.invokeAll(List.of(sleeps, sleeps), 50, TimeUnit.MILLISECONDS);
    for (Future<String> future : futures) {
      assertTrue(future.isCancelled());
      assertThrows(CancellationException.class, future::get);
    }
    assertEquals("quick", pool.invokeAll(List.of(quick), 40, TimeUnit.SECONDS).get(0).get());
  }

  @Test
  @Tag("core")
  @DisplayName("invokeAny gives a result of one that has one, and ends the others")
  void invokeAny(Notes notes) throws Exception {
    Task<String> fails =
        () -> {
          throw new IllegalStateException("failed");
        };
    Task<String> good = () -> "good";
    Task<String> sleeps =
        () -> {
          Family.sleepForLong();
          return "slept";
        };
    assertEquals("good", pool.invokeAny(List.of(fails, good)));
    assertEquals("good", pool.invokeAny(List.of(sleeps, fails, good)));
    awaitQuiet(pool);
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> pool.invokeAny(List.of(fails, fails)));
    assertEquals("failed", e.getCause().getMessage());
    assertEquals("good", pool.invokeAny(List.of(fails, good), 40, TimeUnit.SECONDS));
    assertThrows(
        TimeoutException.class, () -> pool.invokeAny(List.of(sleeps), 50, TimeUnit.MILLISECONDS));
    assertThrows(IllegalArgumentException.class, () -> pool.invokeAny(List.<Task<String>>of()));
    awaitQuiet(pool);
  }

  @Test
  @DisplayName("what execute throws goes to the handler of uncaught exceptions")
  void executeThrows() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    LinkedBlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      pool.execute(
          () -> {
            throw new IllegalStateException("executed");
          });
      Throwable thrown = uncaught.poll(40, TimeUnit.SECONDS);
      assertEquals("executed", assertInstanceOf(IllegalStateException.class, thrown).getMessage());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private void assertTakesNoMore(Pool closed) {
    List<Executable> ways =
        List.of(
            () -> closed.apply(() -> 1),
            () -> closed.apply(() -> {}),
            () -> closed.applyAsync(() -> 1),
            () -> closed.map(x -> x, List.of(1)),
            () -> closed.map(x -> x, List.of(1), 1),
            () -> closed.mapAsync(x -> x, List.of(1)),
            () -> closed.starmap((a, b) -> a, List.of(Map.entry(1, 2))),
            () -> closed.imap(x -> x, List.of(1)),
            () -> closed.imapUnordered(x -> x, List.of(1)),
            () -> closed.submit(() -> 1),
            () -> closed.execute(() -> {}),
            () -> closed.invokeAll(List.<Task<Integer>>of(() -> 1)));
    for (Executable way : ways) {
      RejectedExecutionException e = assertThrows(RejectedExecutionException.class, way);
      assertTrue(e.getMessage().contains(closed.getName()), e.getMessage());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("shutdown: no more calls, those there are run")
  void shutdown(Notes notes) throws Exception {
    Pool own = ownPool();
    AsyncResult<List<Integer>> map =
        own.mapAsync(
            x -> {
              notes.await("go");
              return x;
            },
            PoolMapIT.range(10),
            1);
    assertFalse(own.isShutdown());
    assertThrows(IllegalStateException.class, own::join);
    assertThrows(IllegalStateException.class, () -> own.join(Duration.ZERO));
    own.shutdown();
    own.shutdown();
    assertTrue(own.isShutdown());
    assertFalse(own.isTerminated());
    assertFalse(own.join(Duration.ZERO));
    assertFalse(own.join(Duration.ofMillis(10)));
    assertFalse(own.awaitTermination(10, TimeUnit.MILLISECONDS));
    assertTakesNoMore(own);
    notes.put("go");
    assertEquals(PoolMapIT.range(10), map.get(LONG));
    assertTrue(own.awaitTermination(40, TimeUnit.SECONDS));
    assertTrue(own.isTerminated());
    own.join();
    assertTrue(own.join(Duration.ZERO));
    assertEquals(List.of(), own.workers());
    assertTakesNoMore(own);
  }

  @Test
  @DisplayName("shutdownNow: tells what had not begun, which can be run here; the rest is ended")
  void shutdownNow(Notes notes) throws Exception {
    Pool own = ownPool();
    List<AsyncResult<?>> running = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      String name = "runs " + i;
      running.add(
          own.submit(
              () -> {
                notes.put(name);
                Family.sleepForLong();
              }));
    }
    notes.await("runs 0");
    notes.await("runs 1");
    AsyncResult<?> first = own.submit(() -> notes.put("first", myPid()));
    AsyncResult<?> second = own.submit(() -> notes.put("second", myPid()));
    List<Runnable> pending = own.shutdownNow();
    assertEquals(2, pending.size());
    assertTrue(own.isShutdown());
    for (AsyncResult<?> each : running) {
      assertThrows(CancellationException.class, () -> each.get(LONG));
    }
    assertThrows(CancellationException.class, () -> first.get(LONG));
    assertThrows(CancellationException.class, () -> second.get(LONG));
    assertTrue(own.awaitTermination(40, TimeUnit.SECONDS));
    assertFalse(notes.has("first"));
    pending.forEach(Runnable::run);
    assertEquals(myPid(), notes.getLong("first"));
    assertEquals(myPid(), notes.getLong("second"));
    assertEquals(List.of(), own.shutdownNow());
  }

  @Test
  @Tag("core")
  @DisplayName("close waits for the calls there are and for the workers; it is idempotent")
  void close(Notes notes) throws Exception {
    Pool own = ownPool();
    AsyncResult<List<Integer>> map =
        own.mapAsync(
            x -> {
              notes.await("go");
              return x;
            },
            PoolMapIT.range(10),
            1);
    Call close = Call.doing(own::close).awaitBlocked();
    assertTrue(own.isShutdown());
    assertFalse(map.ready());
    notes.put("go");
    close.result();
    assertTrue(map.ready());
    assertEquals(PoolMapIT.range(10), map.get());
    assertTrue(own.isTerminated());
    own.close();
    own.terminate();
    own.shutdown();
    assertTakesNoMore(own);
  }

  @Test
  @DisplayName("close that is interrupted goes on as shutdownNow, and sets the flag again")
  void closeInterrupted(Notes notes) throws Exception {
    Pool own = ownPool();
    AsyncResult<?> sleeps =
        own.submit(
            () -> {
              notes.put("runs");
              Family.sleepForLong();
            });
    notes.await("runs");
    Call close = Call.doing(own::close).awaitBlocked().interrupt();
    assertTrue(close.leftInterrupted());
    close.result();
    assertThrows(CancellationException.class, () -> sleeps.get(LONG));
    assertTrue(own.isTerminated());
  }

  @Test
  @DisplayName("close of a pool that is still starting, or that never had anything to do")
  void closeAtOnce() {
    for (int i = 0; i < 3; i++) {
      Pool own = ownPool();
      own.close();
      assertTrue(own.isTerminated());
    }
    Pool own = ownPool();
    own.terminate();
    assertTrue(own.join(LONG));
  }

  @Test
  @DisplayName("a callback may close the pool")
  void closeInCallback() {
    Pool own = ownPool();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    own.applyAsync(
        () -> 1,
        r -> {
          try {
            own.close();
          } catch (Throwable e) {
            thrown.set(e);
          }
        },
        null);
    Eventually.become("its end", own::isTerminated);
    assertNull(thrown.get());
  }

  @Test
  @Tag("core")
  @DisplayName("terminate cancels all, also for those who wait, and takes no more")
  void terminate(Notes notes) {
    Pool own = ownPool();
    Call map =
        Call.of(
            () ->
                own.map(
                    x -> {
                      notes.put("runs " + x);
                      Family.sleepForLong();
                      return x;
                    },
                    PoolMapIT.range(10),
                    1));
    notes.await("runs 0");
    own.terminate();
    own.terminate();
    map.thrown(CancellationException.class);
    assertTrue(own.join(LONG));
    assertTrue(own.isShutdown());
    assertTrue(own.isTerminated());
    assertTakesNoMore(own);
  }

  @Test
  @DisplayName("an interrupted join throws nothing but a ProcessingInterruptedException")
  void joinInterrupted(Notes notes) {
    Pool own = ownPool();
    own.submit(() -> notes.await("go"));
    own.shutdown();
    Call join = Call.doing(own::join).awaitBlocked().interrupt();
    join.thrown(io.github.processing4j.ProcessingInterruptedException.class);
    assertTrue(join.leftInterrupted());
    Call await =
        Call.of(() -> own.awaitTermination(40, TimeUnit.SECONDS)).awaitBlocked().interrupt();
    await.thrown(InterruptedException.class);
    notes.put("go");
    own.join();
  }

  @Test
  @DisplayName("null is no task, no function and no source")
  void nulls() {
    List<Executable> calls =
        Arrays.asList(
            () -> pool.apply((Task<Integer>) null),
            () -> pool.submit((Action) null),
            () -> pool.execute((Runnable) null),
            () -> pool.map(null, List.of(1)),
            () -> pool.map(x -> x, null),
            () -> pool.imap(null, List.of(1)),
            () -> pool.imap(x -> x, null),
            () -> pool.invokeAll(null));
    for (Executable call : calls) {
      assertThrows(NullPointerException.class, call);
    }
  }
}
