package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AsyncResult;
import io.github.processing4j.BrokenPoolException;
import io.github.processing4j.JvmOptions;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.Processing;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.WorkerDiedException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What hangs, breaks or stays behind in CPython's {@code Pool} and {@code ProcessPoolExecutor}. */
@Functional
class PoolFailuresOfCPythonIT {
  private static final Duration LONG = Eventually.LONG;

  private static int killedAtThree(int i) throws Exception {
    if (i == 3) {
      Shell.kill("KILL", ProcessHandle.current().pid());
      Family.sleepForLong();
    }
    return i;
  }

  @Test
  @Tag("core")
  @DisplayName("a map whose worker is killed ends: there it stays pending for ever")
  void mapWhoseWorkerIsKilled() throws Exception {
    try (Pool pool = Processing.pool(2)) {
      AsyncResult<List<Integer>> map = pool.mapAsync(i -> killedAtThree(i), PoolMapIT.range(10), 1);
      ExecutionException e = assertThrows(ExecutionException.class, () -> map.get(LONG));
      assertEquals(9, assertInstanceOf(WorkerDiedException.class, e.getCause()).signal());
      // All others were run, which imap shows.
      var results = pool.imap(i -> killedAtThree(i), PoolMapIT.range(10), 1);
      for (int i = 0; i < 10; i++) {
        if (i == 3) {
          assertThrows(WorkerDiedException.class, results::next);
        } else {
          assertEquals(i, results.next());
        }
      }
    }
  }

  /** An exception whose constructor does not fit what is written of it. */
  static final class NeedsTwo extends RuntimeException implements Externalizable {
    private static final long serialVersionUID = 1;

    NeedsTwo(int first, int second) {
      super("only one of " + first + " and " + second);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(1);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      in.readInt();
    }
  }

  @Test
  @Tag("core")
  @DisplayName("an exception that cannot be read in the parent is told: there the pool hangs")
  void exceptionThatCannotBeRead() throws Exception {
    try (Pool pool = Processing.pool(2)) {
      AsyncResult<List<Integer>> map =
          pool.mapAsync(
              i -> {
                if (i == 1) {
                  throw new NeedsTwo(1, 2);
                }
                return i;
              },
              List.of(1));
      ExecutionException e = assertThrows(ExecutionException.class, () -> map.get(LONG));
      RemoteFailure failure = assertInstanceOf(RemoteFailure.class, e.getCause());
      assertEquals(NeedsTwo.class.getName(), failure.remoteType());
      assertEquals("only one of 1 and 2", failure.remoteMessage());
      assertEquals(List.of(2), pool.map(i -> i, List.of(2)));
    }
  }

  @Test
  @Tag("core")
  @DisplayName(
      "an innocent sibling of a killed call goes on, and more may be given: there all is lost")
  void innocentSibling(Notes notes) throws Exception {
    try (Pool pool = Processing.pool(2)) {
      AsyncResult<String> sibling =
          pool.submit(
              () -> {
                notes.put("runs");
                return notes.await("go") + "innocent";
              });
      notes.await("runs");
      AsyncResult<?> killed =
          pool.applyAsync(
              () -> {
                Shell.kill("KILL", ProcessHandle.current().pid());
                Family.sleepForLong();
              });
      ExecutionException e = assertThrows(ExecutionException.class, () -> killed.get(LONG));
      assertInstanceOf(WorkerDiedException.class, e.getCause());
      assertEquals(1, pool.submit(() -> 1).get(LONG));
      notes.put("go");
      assertEquals("innocent", sibling.get(LONG));
    }
  }

  /** Has a pool whose workers are busy. */
  static final class HasAPool {
    private HasAPool() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      Pool pool = Processing.pool(2);
      for (int i = 0; i < 2; i++) {
        String name = "runs " + i;
        pool.submit(
            () -> {
              notes.put(name);
              Family.ignoreAll();
            });
      }
      notes.await("runs 0");
      notes.await("runs 1");
      StringBuilder pids = new StringBuilder();
      for (PoolWorker worker : pool.workers()) {
        pids.append(worker.pid()).append('\n');
      }
      notes.put("pids", pids);
      Processing.sleep(Duration.ofHours(1));
    }
  }

  @Test
  @Tag("core")
  @DisplayName("workers of a killed parent end within a second: there they live on")
  void workersOfAKilledParent(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(HasAPool.class, notes).start()) {
      List<Long> pids = notes.await("pids").lines().map(Long::valueOf).toList();
      pids.forEach(Leftovers::track);
      assertEquals(2, pids.size());
      main.signal("KILL");
      Eventually.within(
          Duration.ofSeconds(1),
          "the workers' end",
          () -> pids.stream().allMatch(Eventually::isGone));
    }
  }

  @Test
  @Tag("core")
  @DisplayName("workers that die while they begin are no storm: there they are started for ever")
  void respawnStorm(Notes notes) {
    Pool pool =
        Pool.builder()
            .processes(2)
            .jvm(JvmOptions.builder().error(Redirect.DISCARD).build())
            .initializer(
                () -> {
                  notes.put("start " + ProcessHandle.current().pid());
                  System.exit(1);
                })
            .build();
    assertThrows(BrokenPoolException.class, () -> pool.map(i -> i, List.of(1, 2)));
    Eventually.become("the end of all workers", () -> pool.workers().isEmpty());
    long starts = Directories.list(notes.path("")).size();
    assertTrue(starts >= 1 && starts <= 12, () -> starts + " starts");
  }
}
