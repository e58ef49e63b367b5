package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolProgress;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.TaskTimeoutException;
import io.github.processing4j.WorkerDiedException;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.Event;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The workers of a pool: what they are like, how they come and go. */
class PoolWorkerIT extends PoolTests {

  /** How many workers can meet. */
  private static void assertMeet(Pool own, int parties) {
    Barrier barrier = Processing.barrier(parties);
    Set<Integer> indices =
        new HashSet<>(
            own.map(
                i -> barrier.await(LONG.toMillis(), TimeUnit.MILLISECONDS),
                PoolMapIT.range(parties),
                1));
    assertEquals(parties, indices.size());
  }

  private static void awaitDeaf(CountDownLatch end) {
    boolean ended = false;
    while (!ended) {
      try {
        end.await();
        ended = true;
      } catch (InterruptedException e) {
        // It does not listen.
      }
    }
  }

  @Test
  @DisplayName("the pool does not spin while a thread that is to end does not listen")
  void deafThread() throws Exception {
    assumeTrue(onThreads());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Pool own = builder().name("deaf").processes(1).build()) {
      AsyncResult<?> deaf =
          own.submit(
              () -> {
                begun.countDown();
                awaitDeaf(end);
              });
      assertTrue(begun.await(LONG.toSeconds(), TimeUnit.SECONDS));
      assertTrue(deaf.cancel(true));
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long collector =
          Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
              .filter(each -> each != null && each.getThreadName().equals("processing-deaf"))
              .findFirst()
              .orElseThrow()
              .getThreadId();
      // It parks for longer than it looks, again and again, also after the first time it has
      // killed.
      long from = threads.getThreadCpuTime(collector);
      long start = System.nanoTime();
      Eventually.become(
          "three more looks",
          () -> System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(1500));
      long used = threads.getThreadCpuTime(collector) - from;
      end.countDown();
      assertTrue(used < TimeUnit.MILLISECONDS.toNanos(500), () -> used + " ns of CPU");
    }
  }

  @Test
  @DisplayName("a cancelled chunk of a worker that runs out of memory holds up nobody")
  void outOfMemoryAfterCancel() throws Exception {
    assumeFalse(onThreads());
    Event begun = Processing.event();
    Event goOn = Processing.event();
    try (Pool own = builder().processes(1).build()) {
      AsyncResult<List<Integer>> cancelled =
          own.mapAsync(
              i -> {
                begun.set();
                goOn.await();
                if (i == 0) {
                  throw new OutOfMemoryError("as if");
                }
                return i;
              },
              PoolMapIT.range(4),
              4);
      begun.await();
      assertTrue(cancelled.cancel(false));
      goOn.set();
      for (int i = 0; i < 3; i++) {
        assertEquals(7, own.submit(() -> 7).get(LONG.toSeconds(), TimeUnit.SECONDS));
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName("51: maxTasksPerChild 10, 100 tasks: pids change, results are right")
  void maxTasksPerChild() {
    for (int chunk : new int[] {1, 25}) {
      int tasks = chunk == 1 ? 100 : 50;
      try (Pool own = builder().maxTasksPerChild(10).build()) {
        List<List<Long>> results =
            own.map(i -> List.of((long) i, myPid()), PoolMapIT.range(tasks), chunk);
        Set<Long> pids = new HashSet<>();
        for (int i = 0; i < tasks; i++) {
          assertEquals(i, results.get(i).get(0));
          pids.add(results.get(i).get(1));
        }
        if (onThreads()) {
          assertEquals(Set.of(myPid()), pids);
        } else {
          assertTrue(pids.size() >= tasks / 10, () -> "" + pids);
          for (long pid : pids) {
            long calls = results.stream().filter(each -> each.get(1) == pid).count();
            assertTrue(calls <= 10, () -> calls + " calls by " + pid);
          }
        }
      }
      if (onThreads()) {
        return;
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName(
      "52: a worker is killed at work: its call fails and says how, others end, the pool lives")
  void workerIsKilled(Notes notes) throws Exception {
    assumeFalse(onThreads(), "a thread cannot be killed");
    AsyncResult<?> victim =
        pool.submit(
            () -> {
              System.err.println("the last words of a worker");
              notes.put("victim", myPid());
              Family.sleepForLong();
            });
    AsyncResult<List<Integer>> others =
        pool.mapAsync(
            i -> {
              notes.await("go");
              return i;
            },
            PoolMapIT.range(20),
            5);
    long pid = notes.awaitLong("victim");
    PoolWorker worker =
        pool.workers().stream().filter(each -> each.pid() == pid).findAny().orElseThrow();
    assertEquals(PoolWorker.State.BUSY, worker.state());
    Shell.kill("KILL", pid);
    ExecutionException e = assertThrows(ExecutionException.class, () -> victim.get(LONG));
    WorkerDiedException died = assertInstanceOf(WorkerDiedException.class, e.getCause());
    assertEquals(-9, died.exitCode());
    assertEquals(9, died.signal());
    assertEquals(pid, died.pid());
    assertEquals(worker.name(), died.worker());
    assertTrue(died.stderr().contains("the last words of a worker"), died::stderr);
    for (String part : List.of(worker.name(), "SIGKILL", "the last words of a worker")) {
      assertTrue(died.getMessage().contains(part), died.getMessage());
    }
    notes.put("go");
    assertEquals(PoolMapIT.range(20), others.get(LONG));
    Eventually.become("another worker", () -> pids(pool).size() == 2);
    assertFalse(pids(pool).contains(pid));
    assertMeet(pool, 2);
  }

  @Test
  @DisplayName("52: a worker that is idle is killed: nobody fails, it is replaced")
  void idleWorkerIsKilled() throws Exception {
    assumeFalse(onThreads(), "a thread cannot be killed");
    assertMeet(pool, 2);
    Set<Long> before = pids(pool);
    for (long pid : before) {
      Shell.kill("KILL", pid);
    }
    assertEquals(PoolMapIT.range(50), pool.map(x -> x, PoolMapIT.range(50), 1));
    assertMeet(pool, 2);
    Set<Long> after = pids(pool);
    assertEquals(2, after.size());
    assertFalse(after.removeAll(before));
  }

  @Test
  @Tag("core")
  @DisplayName("53: a call that takes too long ends its worker alone, which is replaced")
  void taskTimeout(Notes notes) throws Exception {
    Eventually.inTime("calls that end at once", notes, this::onlyTheLateOneFails);
  }

  /** Fails if the machine is so slow that another call takes too long. */
  private boolean onlyTheLateOneFails(Notes notes) throws Exception {
    Duration limit = Duration.ofMillis(300);
    try (Pool own = builder().taskTimeout(limit).build()) {
      assertMeet(own, 2);
      Set<Long> before = pids(own);
      List<AsyncResult<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int number = i;
        results.add(
            own.submit(
                () -> {
                  if (number == 2) {
                    notes.put("late", myPid());
                    notes.put("late name", Process.current().getName());
                    Family.sleepForLong();
                  }
                  return number;
                }));
      }
      for (int i = 0; i < 6; i++) {
        AsyncResult<Integer> result = results.get(i);
        if (i == 2) {
          ExecutionException e = assertThrows(ExecutionException.class, () -> result.get(LONG));
          TaskTimeoutException late = assertInstanceOf(TaskTimeoutException.class, e.getCause());
          assertEquals(limit, late.timeout());
          if (!onThreads()) {
            assertEquals(notes.get("late name"), late.worker());
          }
          assertTrue(late.getMessage().contains(late.worker()), late.getMessage());
        } else if (!endsInTime(result, i)) {
          return false;
        }
      }
      if (!onThreads()) {
        long late = notes.getLong("late");
        Eventually.become("the end of the worker", () -> Eventually.isGone(late));
        before.remove(late);
        Eventually.become("another worker", () -> pids(own).size() == 2);
        assertTrue(pids(own).containsAll(before));
      }
      return true;
    }
  }

  private static boolean endsInTime(AsyncResult<Integer> result, int expected) throws Exception {
    try {
      assertEquals(expected, result.get(LONG));
      return true;
    } catch (ExecutionException e) {
      assertInstanceOf(TaskTimeoutException.class, e.getCause());
      return false;
    }
  }

  @Test
  @DisplayName("53: the time is that of each call, not of a chunk")
  void taskTimeoutIsThatOfACall(Notes notes) throws Exception {
    try (Pool own = builder().taskTimeout(Duration.ofMillis(300)).build()) {
      Eventually.inTime(
          "calls of 50 ms",
          notes,
          attempt -> {
            AsyncResult<List<Integer>> map =
                own.mapAsync(
                    i -> {
                      Thread.sleep(50);
                      return i;
                    },
                    PoolMapIT.range(8),
                    8);
            return map.await(LONG) && map.successful();
          });
    }
  }

  @Test
  @DisplayName("53: only the call of a chunk that takes too long fails; the rest of it is run")
  void taskTimeoutInAChunk(Notes notes) throws Exception {
    Eventually.inTime("the others of the chunk", notes, this::onlyTheLateOneOfAChunkFails);
  }

  private boolean onlyTheLateOneOfAChunkFails(Notes unused) {
    try (Pool own = builder().taskTimeout(Duration.ofMillis(300)).build()) {
      var results =
          own.imap(
              i -> {
                if (i == 3) {
                  Family.sleepForLong();
                }
                return i;
              },
              PoolMapIT.range(8),
              8);
      for (int i = 0; i < 8; i++) {
        if (i == 3) {
          assertThrows(TaskTimeoutException.class, results::next);
          continue;
        }
        try {
          assertEquals(i, results.next());
        } catch (TaskTimeoutException e) {
          return false;
        }
      }
      return true;
    }
  }

  @Test
  @Tag("core")
  @DisplayName("an interrupt flag or class loader that a call has set never reaches the next")
  void nothingReachesTheNextCall() {
    try (Pool own = builder().processes(1).build()) {
      List<String> clean = own.apply(() -> state());
      assertEquals("false", clean.get(0));
      assertEquals(
          0,
          own.apply(
              () -> {
                Thread.currentThread().interrupt();
                Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
                return 0;
              }));
      assertEquals(clean, own.apply(() -> state()));
      // Within a chunk too; also where a call throws.
      var results =
          own.imap(
              i -> {
                List<String> before = state();
                Thread.currentThread().setContextClassLoader(null);
                Thread.currentThread().interrupt();
                if (i == 1) {
                  throw new IllegalStateException();
                }
                return before;
              },
              PoolMapIT.range(4),
              4);
      assertEquals(clean, results.next());
      assertThrows(IllegalStateException.class, results::next);
      assertEquals(clean, results.next());
      assertEquals(clean, results.next());
    }
  }

  private static List<String> state() {
    Thread self = Thread.currentThread();
    return List.of("" + self.isInterrupted(), "" + self.getContextClassLoader());
  }

  @Test
  @DisplayName("workers that are idle are let go; a later call works")
  void idleTimeout() {
    try (Pool own = builder().idleTimeout(Duration.ofMillis(50)).build()) {
      assertEquals(1, own.apply(() -> 1));
      Eventually.become("no workers", () -> own.workers().isEmpty());
      assertEquals(2, own.processes());
      assertEquals(2, own.apply(() -> 2));
      Eventually.become("no workers", () -> own.workers().isEmpty());
      assertMeet(own, 2);
    }
  }

  @Test
  @Tag("core")
  @DisplayName(
      "resize: more workers, and fewer, when those that are too many have ended their call")
  void resize(Notes notes) throws Exception {
    try (Pool own = builder().processes(1).build()) {
      AsyncResult<String> busy = own.submit(() -> notes.await("go"));
      own.resize(3);
      assertEquals(3, own.processes());
      assertMeet(own, 2);
      Eventually.become("three workers", () -> own.workers().size() == 3);
      own.resize(1);
      assertEquals(1, own.processes());
      notes.put("go");
      busy.get(LONG);
      Eventually.become("one worker", () -> own.workers().size() == 1);
      assertEquals(PoolMapIT.range(10), own.map(x -> x, PoolMapIT.range(10), 1));
      own.resize(2);
      assertMeet(own, 2);
      assertThrows(IllegalArgumentException.class, () -> own.resize(0));
      assertThrows(IllegalArgumentException.class, () -> own.resize(501));
      assertEquals(2, own.processes());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("names of the pool and of its workers; what workers() tells of them")
  void names(Notes notes) throws Exception {
    assertTrue(pool.getName().matches("Pool-\\d+"), pool::getName);
    try (Pool own = builder().name("brushes").build()) {
      assertEquals("brushes", own.getName());
      assertTrue(own.toString().contains("brushes"), own::toString);
      assertNotEquals(pool.getName(), own.getName());
      assertMeet(own, 2);
      Eventually.become(
          "idleness",
          () -> own.workers().stream().allMatch(w -> w.state() == PoolWorker.State.IDLE));
      Set<String> names = new HashSet<>();
      for (PoolWorker worker : own.workers()) {
        assertTrue(worker.name().startsWith("brushes"), worker::name);
        assertEquals(1, worker.done());
        names.add(worker.name());
      }
      assertEquals(2, names.size());
      boolean threads = onThreads();
      AsyncResult<String> busy =
          own.submit(
              () -> {
                notes.put("pid", myPid());
                notes.await("go");
                return threads ? Thread.currentThread().getName() : Process.current().getName();
              });
      long pid = notes.awaitLong("pid");
      List<PoolWorker> working =
          own.workers().stream().filter(w -> w.state() == PoolWorker.State.BUSY).toList();
      assertEquals(1, working.size());
      assertEquals(pid, working.get(0).pid());
      notes.put("go");
      String name = busy.get(LONG);
      assertTrue(name.contains(working.get(0).name()), name);
    }
  }

  @Test
  @Tag("core")
  @DisplayName(
      "the initializer runs in each worker before its first call, also in those that replace")
  void initializer(Notes notes) throws Exception {
    try (Pool own =
        builder()
            .initializer(() -> notes.put("initialized " + myPid() + " " + System.nanoTime()))
            .build()) {
      assertMeet(own, 2);
      assertEquals(2, initialized(notes));
      for (int i = 0; i < 5; i++) {
        own.apply(() -> 1);
      }
      assertEquals(2, initialized(notes));
      if (!onThreads()) {
        assertThrows(WorkerDiedException.class, () -> own.apply(() -> System.exit(3)));
        assertMeet(own, 2);
        assertEquals(3, initialized(notes));
      }
    }
  }

  private static long initialized(Notes notes) {
    return Directories.list(notes.path("")).stream()
        .filter(name -> name.startsWith("initialized"))
        .count();
  }

  @Test
  @Tag("core")
  @DisplayName("progress: submitted, done, failed, running")
  void progress(Notes notes) throws Exception {
    LinkedBlockingQueue<PoolProgress> heard = new LinkedBlockingQueue<>();
    try (Pool own = builder().listener(heard::add).build()) {
      PoolProgress none = own.progress();
      assertEquals(0, none.submitted());
      assertEquals(0, none.remaining());
      assertEquals(0, none.rate());
      assertMeet(own, 2);
      AsyncResult<List<Integer>> map =
          own.mapAsync(
              i -> {
                notes.put("runs " + i);
                notes.await("go " + i);
                return 1 / (i % 5);
              },
              PoolMapIT.range(10),
              1);
      notes.await("runs 0");
      notes.await("runs 1");
      PoolProgress two = own.progress();
      assertEquals(12, two.submitted());
      assertEquals(2, two.done());
      assertEquals(0, two.failed());
      assertEquals(2, two.running());
      assertEquals(2, two.workers());
      assertEquals(10, two.remaining());
      assertTrue(two.elapsed().compareTo(Duration.ZERO) > 0);
      for (int i = 0; i < 10; i++) {
        notes.put("go " + i);
      }
      assertTrue(map.await(LONG));
      assertFalse(map.successful());
      awaitQuiet(own);
      PoolProgress all = own.progress();
      assertEquals(12, all.submitted());
      assertEquals(10, all.done());
      assertEquals(2, all.failed());
      assertEquals(0, all.remaining());
      assertTrue(all.rate() > 0);
      // When all have ended it is told once more.
      for (PoolProgress last = heard.poll(40, TimeUnit.SECONDS);
          last.submitted() < 12 || last.remaining() > 0;
          last = heard.poll(40, TimeUnit.SECONDS)) {
        assertTrue(last.done() <= 10);
      }
    }
  }

  @Test
  @DisplayName("the listener is called on the callbacks' thread; what it throws harms nobody")
  void listener() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    LinkedBlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try (Pool own =
        builder()
            .listener(
                progress -> {
                  threads.add(Thread.currentThread());
                  throw new IllegalStateException("of a listener");
                })
            .build()) {
      assertEquals(PoolMapIT.range(10), own.map(x -> x, PoolMapIT.range(10)));
      assertEquals("of a listener", uncaught.poll(40, TimeUnit.SECONDS).getMessage());
      LinkedBlockingQueue<Thread> callback = new LinkedBlockingQueue<>();
      own.applyAsync(() -> 1, r -> callback.add(Thread.currentThread()), null);
      assertEquals(threads.get(0), callback.poll(40, TimeUnit.SECONDS));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  @DisplayName("a pool that nobody can reach any more is shut down: its workers end")
  void forgottenPool() {
    Set<Long> pids = workersOfForgottenPool();
    Eventually.become(
        "the end of the workers",
        () -> {
          System.gc();
          return onThreads()
              ? Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().contains("forgotten pool"))
              : pids.stream().allMatch(Eventually::isGone);
        });
  }

  private Set<Long> workersOfForgottenPool() {
    Pool own = builder().name("forgotten pool").build();
    assertMeet(own, 2);
    return pids(own);
  }

  @Test
  @DisplayName("a pool that is forgotten with calls under way: they end first")
  void forgottenPoolWithCalls(Notes notes) throws Exception {
    AsyncResult<List<Integer>> map =
        builder()
            .build()
            .mapAsync(
                i -> {
                  notes.await("go");
                  return i;
                },
                PoolMapIT.range(20),
                1);
    System.gc();
    notes.put("go");
    assertEquals(PoolMapIT.range(20), map.get(LONG));
  }
}
