package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.Processing;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.WorkerDiedException;
import io.github.processing4j.runtime.queue.Call;
import io.github.processing4j.shared.IntArray;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workers are killed at random instants while a pool has much to do: each call is accounted for exactly
 * once, and is run at most once. The system property {@code test.kills} asks for so many kills in each
 * scenario; {@code test.seed} repeats a run as far as that is possible.
 */
@Functional
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PoolChaosIT {
  private static final int CALLS = 10_000;
  private static final int WORKERS = 4;
  private static final int KILLS = Integer.getInteger("test.kills", 25);

  private static final JvmOptions SMALL =
      JvmOptions.builder()
          .flags("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx48m", "-Xshare:auto")
          .error(Redirect.DISCARD)
          .build();

  private static Pool pool(String context) {
    return Processing.getContext(context).poolBuilder().processes(WORKERS).jvm(SMALL).build();
  }

  /** Kills a worker every 50 ms, whatever it does. */
  private static final class Killer {
    private final Pool pool;
    private final Random random;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Call call;
    private final Set<Long> killed = new TreeSet<>();

    Killer(Pool pool) {
      long seed = Long.getLong("test.seed", System.nanoTime());
      System.out.println("test.seed " + seed);
      this.pool = pool;
      this.random = new Random(seed);
      this.call = Call.of(this::kill);
    }

    private Set<Long> kill() throws Exception {
      try (Signaller signaller = new Signaller()) {
        while (killed.size() < KILLS && !over.get()) {
          LockSupport.parkNanos(Duration.ofMillis(25 + random.nextInt(50)).toNanos());
          List<PoolWorker> workers =
              pool.workers().stream()
                  .filter(worker -> !killed.contains(worker.pid()))
                  // One that has begun: those that boot are killed by other tests.
                  .filter(
                      worker ->
                          worker.state() == PoolWorker.State.BUSY
                              || worker.state() == PoolWorker.State.IDLE)
                  .toList();
          if (!workers.isEmpty()) {
            long pid = workers.get(random.nextInt(workers.size())).pid();
            killed.add(pid);
            signaller.sendIfThere("KILL", pid);
          }
        }
      }
      return killed;
    }

    int end() {
      over.set(true);
      call.resultWithin(Duration.ofMinutes(15));
      return killed.size();
    }
  }

  /** What became of each call. */
  private static final class Account {
    final IntArray runs = Processing.intArray(CALLS);
    final int[] done = new int[CALLS];
    int failed;

    void failed(Throwable thrown) {
      assertInstanceOf(WorkerDiedException.class, thrown);
      assertEquals(-9, ((WorkerDiedException) thrown).exitCode());
      failed++;
    }

    void check(int kills) {
      int succeeded = 0;
      for (int i = 0; i < CALLS; i++) {
        int ran = runs.get(i);
        assertTrue(ran <= 1, "call " + i + " was run " + ran + " times");
        assertTrue(done[i] <= ran, "call " + i + " gave " + done[i] + " results of " + ran);
        succeeded += done[i];
      }
      System.out.println(kills + " kills: " + succeeded + " done, " + failed + " failed");
      assertEquals(CALLS, succeeded + failed);
      assertTrue(failed <= kills, failed + " failed by " + kills + " kills");
      assertTrue(kills > 0);
    }
  }

  /** So long a call takes that the kills come while there are calls. */
  private static int call(IntArray runs, int i) {
    runs.getAndAdd(i, 1);
    LockSupport.parkNanos(KILLS * 50_000_000L / CALLS * WORKERS / 2);
    return i;
  }

  private static void assertGoesOn(Pool pool) {
    assertEquals(PoolMapIT.range(100), pool.map(x -> x, PoolMapIT.range(100), 1));
    assertEquals(WORKERS, pool.processes());
    Eventually.become("all workers", () -> pool.progress().workers() == WORKERS);
    Set<Long> pids = PoolTests.pids(pool);
    pool.close();
    for (long pid : pids) {
      assertTrue(Eventually.isGone(pid), () -> pid + " of " + pids);
    }
  }

  @Test
  @DisplayName("calls given one by one: each is done or failed, exactly once")
  void singleCalls() throws Exception {
    Pool pool = pool("spawn");
    Account account = new Account();
    IntArray runs = account.runs;
    Killer killer = new Killer(pool);
    List<AsyncResult<Integer>> results = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      int own = i;
      results.add(pool.submit(() -> call(runs, own)));
    }
    for (int i = 0; i < CALLS; i++) {
      try {
        assertEquals(i, results.get(i).get(Duration.ofMinutes(15)));
        account.done[i]++;
      } catch (ExecutionException e) {
        account.failed(e.getCause());
      }
    }
    account.check(killer.end());
    assertGoesOn(pool);
  }

  @ParameterizedTest(name = "{0}, chunk {1}, ordered {2}")
  @CsvSource({"standby, 7, false", "spawn, 1, true"})
  @DisplayName("calls of a source: each is done or failed, exactly once")
  void source(String context, int chunk, boolean ordered) {
    Pool pool = pool(context);
    Account account = new Account();
    IntArray runs = account.runs;
    Killer killer = new Killer(pool);
    List<Integer> items = PoolMapIT.range(CALLS);
    ResultIterator<Integer> results =
        ordered
            ? pool.imap(i -> call(runs, i), items, chunk)
            : pool.imapUnordered(i -> call(runs, i), items, chunk);
    int last = -1;
    while (results.hasNext()) {
      try {
        int result = results.next();
        account.done[result]++;
        assertTrue(!ordered || result > last);
        last = result;
      } catch (WorkerDiedException e) {
        account.failed(e);
      }
    }
    assertThrows(NoSuchElementException.class, results::next);
    account.check(killer.end());
    assertGoesOn(pool);
  }

  @Test
  @DisplayName("a worker is suspended: the others do everything else; then it ends its call too")
  void suspendedWorker(Notes notes) throws Exception {
    try (Pool pool = Processing.pool(2)) {
      AsyncResult<String> suspended =
          pool.submit(
              () -> {
                notes.put("pid", ProcessHandle.current().pid());
                return notes.await("go");
              });
      long pid = notes.awaitLong("pid");
      Shell.kill("STOP", pid);
      Eventually.become("suspension", () -> Eventually.isSuspended(pid));
      notes.put("go");
      assertEquals(PoolMapIT.range(500), pool.map(x -> x, PoolMapIT.range(500), 1));
      List<List<Integer>> maps = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        maps.add(pool.map(x -> x, PoolMapIT.range(10)));
      }
      maps.forEach(map -> assertEquals(PoolMapIT.range(10), map));
      assertTrue(!suspended.ready());
      Shell.kill("CONT", pid);
      assertEquals("", suspended.get(Eventually.LONG));
      assertTrue(PoolTests.pids(pool).contains(pid));
    }
  }

  @Test
  @DisplayName("a worker is suspended that has nothing to do: what it was given is done by others")
  void suspendedIdleWorker() throws Exception {
    try (Pool pool = Processing.pool(2)) {
      assertEquals(PoolMapIT.range(100), pool.map(x -> x, PoolMapIT.range(100), 1));
      Eventually.become(
          "idleness",
          () -> pool.workers().stream().allMatch(w -> w.state() == PoolWorker.State.IDLE));
      long pid = pool.workers().get(0).pid();
      Shell.kill("STOP", pid);
      Eventually.become("suspension", () -> Eventually.isSuspended(pid));
      AsyncResult<List<Integer>> map = pool.mapAsync(x -> x, PoolMapIT.range(50), 1);
      // At most what it was about to begin waits for it.
      Eventually.become("all but one", () -> pool.progress().remaining() <= 1);
      Shell.kill("CONT", pid);
      assertEquals(PoolMapIT.range(50), map.get(Eventually.LONG));
    }
  }
}
