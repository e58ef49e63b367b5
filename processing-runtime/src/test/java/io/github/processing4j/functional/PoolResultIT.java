package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.TaskFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How calls end: exceptions, time-outs, stages, cancellation. */
class PoolResultIT extends PoolTests {

  /** A checked exception with state. */
  static final class Checked extends Exception {
    private static final long serialVersionUID = 1;

    final int state;

    Checked(int state) {
      super("checked " + state);
      this.state = state;
    }
  }

  private static int throwsUnchecked() {
    throw new IllegalArgumentException("thrown by the task");
  }

  private static int throwsChecked(int state) throws Checked {
    throw new Checked(state);
  }

  private void assertTellsOfTheWorker(Throwable thrown, String method) {
    String told =
        onThreads() && !(thrown.getCause() instanceof RemoteFailure)
            ? List.of(thrown.getStackTrace()).toString()
            : assertInstanceOf(RemoteFailure.class, thrown.getCause()).remoteStack();
    assertTrue(told.contains(method), told);
  }

  @Test
  @Tag("core")
  @DisplayName("49: an unchecked exception: the same type, local trace, the worker's as its cause")
  void uncheckedException() {
    List<Executable> ways =
        List.of(
            () -> pool.apply(() -> throwsUnchecked()),
            () -> pool.map(x -> throwsUnchecked(), List.of(1, 2)),
            () -> pool.imap(x -> throwsUnchecked(), List.of(1)).next());
    for (Executable way : ways) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, way);
      assertEquals(IllegalArgumentException.class, e.getClass());
      assertEquals("thrown by the task", e.getMessage());
      assertTellsOfTheWorker(e, "throwsUnchecked");
      if (!onThreads()) {
        String local = List.of(e.getStackTrace()).toString();
        assertTrue(local.contains("uncheckedException"), local);
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName("49: get wraps what was thrown in an ExecutionException")
  void executionException() {
    AsyncResult<Integer> result = pool.applyAsync(() -> throwsUnchecked());
    ExecutionException e = assertThrows(ExecutionException.class, result::get);
    assertEquals(IllegalArgumentException.class, e.getCause().getClass());
    assertEquals("thrown by the task", e.getCause().getMessage());
    assertTellsOfTheWorker(e.getCause(), "throwsUnchecked");
    assertFalse(result.successful());
    assertTrue(result.ready());
    assertFalse(result.isCancelled());
    // As often as one asks.
    assertThrows(ExecutionException.class, () -> result.get(LONG));
    assertThrows(ExecutionException.class, () -> result.get(1, TimeUnit.SECONDS));
  }

  @Test
  @Tag("core")
  @DisplayName("49: a checked exception: TaskFailedException whose cause it is, with its state")
  void checkedException() {
    for (Executable way :
        List.<Executable>of(
            () -> pool.apply(() -> throwsChecked(7)),
            () -> pool.map(x -> throwsChecked(x), List.of(7)),
            () -> pool.starmap((a, b) -> throwsChecked(a), List.of(java.util.Map.entry(7, 8))),
            () -> pool.imapUnordered(x -> throwsChecked(x), List.of(7)).next())) {
      TaskFailedException e = assertThrows(TaskFailedException.class, way);
      Checked cause = assertInstanceOf(Checked.class, e.getCause());
      assertEquals(7, cause.state);
      assertTrue(e.getMessage().contains("checked 7"), e.getMessage());
      assertTellsOfTheWorker(cause, "throwsChecked");
    }
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> pool.applyAsync(() -> throwsChecked(8)).get());
    assertEquals(8, assertInstanceOf(Checked.class, e.getCause()).state);
  }

  @Test
  @DisplayName("method references whose methods throw checked exceptions")
  void filesSize(Notes notes) throws IOException {
    Path file = Files.writeString(notes.path("five"), "12345");
    assertEquals(List.of(5L), pool.map(name -> Files.size(Path.of(name)), List.of("" + file)));
    assertEquals(List.of(5L), pool.map(Files::size, List.of(file)));
    TaskFailedException e =
        assertThrows(
            TaskFailedException.class,
            () -> pool.map(name -> Files.size(Path.of(name)), List.of(file + "!")));
    assertInstanceOf(NoSuchFileException.class, e.getCause());
  }

  @Test
  @DisplayName("an exception that has a cause keeps it")
  void exceptionWithACause() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                pool.apply(
                    () -> {
                      throw new IllegalStateException("outer", new FileNotFoundException("inner"));
                    }));
    assertEquals("outer", e.getMessage());
    assertEquals("inner", assertInstanceOf(FileNotFoundException.class, e.getCause()).getMessage());
  }

  @Test
  @DisplayName("49: errors are thrown as themselves")
  void errors() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                pool.apply(
                    () -> {
                      throw new AssertionError("by the task");
                    }));
    assertEquals("by the task", e.getMessage());
    assertEquals(1, pool.apply(() -> 1));
  }

  @Test
  @Tag("core")
  @DisplayName("50: get with a time-out: TimeoutException, and the call goes on")
  void getWithTimeout(Notes notes) throws Exception {
    AsyncResult<String> result = pool.applyAsync(() -> notes.await("go") + "done");
    assertThrows(TimeoutException.class, () -> result.get(Duration.ofMillis(20)));
    assertThrows(TimeoutException.class, () -> result.get(20, TimeUnit.MILLISECONDS));
    assertThrows(TimeoutException.class, () -> result.get(Duration.ZERO));
    assertThrows(TimeoutException.class, () -> result.get(Duration.ofSeconds(-1)));
    assertThrows(TimeoutException.class, () -> result.get(0, TimeUnit.SECONDS));
    assertFalse(result.await(Duration.ZERO));
    assertFalse(result.await(Duration.ofMillis(20)));
    assertFalse(result.ready());
    assertFalse(result.isDone());
    assertThrows(IllegalStateException.class, result::successful);
    notes.put("go");
    assertTrue(result.await(LONG));
    assertTrue(result.ready());
    assertTrue(result.isDone());
    assertTrue(result.successful());
    assertEquals("done", result.get());
    assertEquals("done", result.get(Duration.ZERO));
    assertEquals("done", result.get(0, TimeUnit.SECONDS));
  }

  @Test
  @Tag("core")
  @DisplayName("a result is a CompletionStage")
  void completionStage(Notes notes) throws Exception {
    AsyncResult<Integer> late =
        pool.applyAsync(
            () -> {
              notes.await("go");
              return 20;
            });
    CompletableFuture<Integer> both =
        late.thenApply(x -> x + 1)
            .thenCombine(pool.applyAsync(() -> 2), (a, b) -> a * b)
            .toCompletableFuture();
    assertFalse(both.isDone());
    notes.put("go");
    assertEquals(42, both.get(40, TimeUnit.SECONDS));
    // Of one that is done already.
    assertEquals(
        21, late.thenApplyAsync(x -> x + 1).toCompletableFuture().get(40, TimeUnit.SECONDS));

    AsyncResult<Integer> fails = pool.applyAsync(() -> throwsChecked(3));
    assertEquals(
        -3,
        fails
            .handle(
                (value, thrown) -> {
                  Throwable cause =
                      thrown instanceof CompletionException ? thrown.getCause() : thrown;
                  return -((Checked) cause).state;
                })
            .toCompletableFuture()
            .get(40, TimeUnit.SECONDS));
    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> fails.toCompletableFuture().get(40, TimeUnit.SECONDS));
    assertInstanceOf(Checked.class, e.getCause());
  }

  @Test
  @DisplayName(
      "dependents run on a daemon thread of the pool's own, or by the executor they are given")
  void threadsOfDependents(Notes notes) throws Exception {
    AsyncResult<String> result = pool.applyAsync(() -> notes.await("go"));
    CompletableFuture<Thread> own =
        result.thenApply(x -> Thread.currentThread()).toCompletableFuture();
    CompletableFuture<Thread> async =
        result.thenApplyAsync(x -> Thread.currentThread()).toCompletableFuture();
    LinkedBlockingQueue<Runnable> executor = new LinkedBlockingQueue<>();
    CompletableFuture<Thread> given =
        result.thenApplyAsync(x -> Thread.currentThread(), executor::add).toCompletableFuture();
    notes.put("go");
    Thread ofThePool = own.get(40, TimeUnit.SECONDS);
    assertTrue(ofThePool.isDaemon());
    assertSame(ofThePool, async.get(40, TimeUnit.SECONDS));
    executor.poll(40, TimeUnit.SECONDS).run();
    assertSame(Thread.currentThread(), given.get(40, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("cancel of what has not begun: it never begins")
  void cancelPending(Notes notes) throws Exception {
    AsyncResult<String> first = pool.applyAsync(() -> notes.await("go"));
    AsyncResult<String> second = pool.applyAsync(() -> notes.await("go"));
    AsyncResult<?> pending = pool.applyAsync(() -> notes.put("began"));
    assertTrue(pending.cancel(false));
    assertTrue(pending.isCancelled());
    assertTrue(pending.isDone());
    assertTrue(pending.ready());
    assertFalse(pending.successful());
    assertThrows(CancellationException.class, pending::get);
    assertThrows(CancellationException.class, () -> pending.get(LONG));
    notes.put("go");
    first.get();
    second.get();
    assertFalse(first.cancel(true));
    assertFalse(first.isCancelled());
    awaitQuiet(pool);
    assertEquals(List.of(1, 2, 3, 4), pool.map(x -> x, List.of(1, 2, 3, 4), 1));
    assertFalse(notes.has("began"));
  }

  @Test
  @DisplayName("cancel of what runs, without an interrupt: it goes on for nobody")
  void cancelRunningWithoutInterrupt(Notes notes) {
    Set<Long> before = pids(pool);
    AsyncResult<?> running =
        pool.applyAsync(
            () -> {
              notes.put("runs");
              notes.await("go");
              notes.put("went on");
            });
    notes.await("runs");
    assertTrue(running.cancel(false));
    assertThrows(CancellationException.class, () -> running.get(LONG));
    notes.put("go");
    notes.await("went on");
    assertEquals(before, pids(pool));
  }

  @Test
  @Tag("core")
  @DisplayName("53: cancel of a running call ends its worker alone, which is replaced")
  void cancelRunning(Notes notes) throws Exception {
    AsyncResult<String> other =
        pool.applyAsync(
            () -> {
              notes.put("other", myPid());
              return notes.await("go");
            });
    AsyncResult<?> running =
        pool.applyAsync(
            () -> {
              notes.put("runs", myPid());
              try {
                Family.sleepForLong();
              } finally {
                notes.put("was told");
              }
            });
    long ended = notes.awaitLong("runs");
    long spared = notes.awaitLong("other");
    assertTrue(running.cancel(true));
    assertThrows(CancellationException.class, () -> running.get(LONG));
    notes.await("was told");
    if (!onThreads()) {
      Eventually.become("the end of the worker", () -> Eventually.isGone(ended));
      Eventually.become(
          "another worker", () -> pids(pool).size() == 2 && !pids(pool).contains(ended));
      assertTrue(pids(pool).contains(spared));
    }
    // While the other one is still busy.
    assertEquals(1, pool.apply(() -> 1));
    notes.put("go");
    other.get(LONG);
  }

  @Test
  @DisplayName("53: cancel of a call that ignores its stop: its worker is killed")
  void cancelStubborn(Notes notes) {
    if (onThreads()) {
      return; // A thread cannot be killed.
    }
    AsyncResult<?> running =
        pool.applyAsync(
            () -> {
              notes.put("runs", myPid());
              while (true) {
                try {
                  Family.sleepForLong();
                } catch (ProcessExit e) {
                  notes.put("ignored");
                }
              }
            });
    long ended = notes.awaitLong("runs");
    assertTrue(running.cancel(true));
    notes.await("ignored");
    Eventually.become("the end of the worker", () -> Eventually.isGone(ended));
    assertEquals(1, pool.apply(() -> 1));
  }

  @Test
  @DisplayName("cancel of a map: what has not begun never begins, what runs is ended")
  void cancelMap(Notes notes) {
    AsyncResult<List<Integer>> map =
        pool.mapAsync(
            i -> {
              notes.put("ran " + i);
              Family.sleepForLong();
              return i;
            },
            PoolMapIT.range(50),
            1);
    Eventually.become("a run", () -> !Directories.list(notes.path("")).isEmpty());
    assertTrue(map.cancel(true));
    assertTrue(map.isCancelled());
    assertThrows(CancellationException.class, () -> map.get(LONG));
    awaitQuiet(pool);
    assertEquals(List.of(1, 2, 3, 4), pool.map(x -> x, List.of(1, 2, 3, 4), 1));
    assertTrue(
        Directories.list(notes.path("")).stream().filter(n -> n.startsWith("ran")).count() <= 4);
  }

  @Test
  @DisplayName(
      "maps and sources that are cancelled at random instants keep nobody else from his results")
  void cancelAtRandomInstants() throws Exception {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("-Dtest.seed=" + seed);
    Random random = new Random(seed);
    List<Integer> items = PoolMapIT.range(60);
    for (int round = 0; round < 300; round++) {
      AsyncResult<List<Integer>> kept = pool.mapAsync(x -> x, items, 1 + random.nextInt(7));
      AsyncResult<List<Integer>> cancelled = pool.mapAsync(x -> x, items, 1 + random.nextInt(7));
      ResultIterator<Integer> closed =
          pool.imap(x -> x, PoolMapIT.range(200), 1 + random.nextInt(7));
      AsyncResult<List<Integer>> last = pool.mapAsync(x -> x, items, 1 + random.nextInt(7));
      LockSupport.parkNanos(random.nextInt(2_000_000));
      boolean early = cancelled.cancel(false);
      closed.close();
      assertEquals(items, kept.get(LONG));
      assertEquals(items, last.get(LONG));
      assertEquals(early, cancelled.isCancelled());
      if (!early) {
        assertEquals(items, cancelled.get());
      }
    }
    awaitQuiet(pool);
    Eventually.become(
        "idleness",
        () -> pool.workers().stream().allMatch(w -> w.state() == PoolWorker.State.IDLE));
  }

  @Test
  @Tag("core")
  @DisplayName("50: 10,000 sleepers, then terminate: prompt, and each is cancelled")
  void terminateWithManySleepers() throws Exception {
    Pool own = ownPool();
    AsyncResult<?> one = own.applyAsync(Family::sleepForLong);
    AsyncResult<List<Object>> map =
        own.mapAsync(
            i -> {
              Family.sleepForLong();
              return null;
            },
            PoolMapIT.range(10_000),
            1);
    Set<Long> pids = pids(own);
    own.terminate();
    assertTrue(own.join(LONG));
    assertTrue(one.await(LONG));
    assertTrue(map.await(LONG));
    assertThrows(CancellationException.class, one::get);
    assertThrows(CancellationException.class, map::get);
    assertTrue(own.isTerminated());
    assertEquals(0, own.progress().remaining());
    if (!onThreads()) {
      pids.forEach(pid -> assertTrue(Eventually.isGone(pid), "worker " + pid));
    }
  }
}
