package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotReadableException;
import io.github.processing4j.Pool;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.Processing;
import io.github.processing4j.ResultIterator;
import io.github.processing4j.StandbyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that have pools: how they end, and what they leave behind. */
@Functional
class PoolProgramIT {

  private static TestJvm.Builder program(Class<?> main, Notes notes, Object... more) {
    List<Object> args = new ArrayList<>(List.of(notes));
    args.addAll(List.of(more));
    return TestJvm.of(main, args.toArray()).jvm("-Dprocessing4j.dir=" + notes.directory());
  }

  private static Pool busyPool(Notes notes, String context) {
    Pool pool = Processing.getContext(context).pool(2);
    for (int i = 0; i < 4; i++) {
      String name = "runs " + i;
      pool.submit(
          () -> {
            notes.put(name, ProcessHandle.current().pid());
            Family.sleepForLong();
          });
    }
    notes.await("runs 0");
    notes.await("runs 1");
    return pool;
  }

  /** Does not close its pool. */
  static final class NeverCloses {
    private NeverCloses() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      switch (args[2]) {
        case "idle" -> {
          Pool pool = Processing.getContext(args[1]).pool(2);
          System.out.println(pool.map(x -> x * x, List.of(1, 2, 3)));
        }
        case "busy" -> System.out.println(busyPool(notes, args[1]).processes());
        case "taking from a source" -> {
          ResultIterator<Integer> results =
              Processing.getContext(args[1])
                  .pool(2)
                  .imap(x -> x, () -> IntStream.iterate(0, i -> i + 1).iterator());
          System.out.println(results.next());
        }
        default -> System.out.println(Processing.getContext(args[1]).pool(2).processes());
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "spawn, idle",
    "spawn, busy",
    "spawn, starting",
    "spawn, taking from a source",
    "standby, idle",
    "standby, busy",
    "thread, idle",
    "thread, busy",
    "thread, taking from a source"
  })
  @DisplayName("55: a pool that is never closed: the program ends, and leaves nothing")
  void neverClosed(String context, String how, Notes notes) throws Exception {
    try (TestJvm main = program(NeverCloses.class, notes, context, how).start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertEquals("", main.err());
      assertEquals(1, main.out().lines().count(), main::out);
    }
    Sessions.awaitDeserted(notes);
    if (!context.equals("thread")) {
      Sessions.assertNoneLeft(notes);
    }
  }

  /** Gets a result that is larger than its memory. */
  static final class HasLittleMemory {
    private HasLittleMemory() {}

    public static void main(String[] args) {
      try (Pool pool =
          Processing.getContext("spawn").poolBuilder().processes(1).heap("400m").build()) {
        try {
          System.out.println(pool.apply(() -> new byte[100_000_000]).length);
        } catch (NotReadableException e) {
          System.out.println(e.getCause() + ", " + pool.apply(() -> 7));
        }
      }
    }
  }

  @Test
  @DisplayName("a result for which there is no memory fails its call alone, and the pool can end")
  void resultTooLargeForParent(Notes notes) throws Exception {
    try (TestJvm main = program(HasLittleMemory.class, notes).jvm("-Xmx64m").start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertTrue(main.out().contains("OutOfMemoryError"), main::out);
      assertTrue(main.out().strip().endsWith(", 7"), main::out);
    }
    Sessions.assertNoneLeft(notes);
  }

  /** Has a pool at work, tells of its workers, and waits. */
  static final class HasABusyPool {
    private HasABusyPool() {}

    public static void main(String[] args) {
      Pool pool = busyPool(new Notes(args[0]), args[1]);
      for (PoolWorker worker : pool.workers()) {
        System.out.println("worker " + worker.pid());
      }
      System.out.println("ready");
      Processing.sleep(Duration.ofHours(1));
    }
  }

  @ParameterizedTest(name = "{0}, SIG{1}")
  @CsvSource({"spawn, KILL", "standby, KILL", "spawn, TERM"})
  @DisplayName("the program is killed: its workers end, and nothing is left")
  void programIsKilled(String context, String signal, Notes notes) throws Exception {
    try (TestJvm main = program(HasABusyPool.class, notes, context).start()) {
      main.awaitLine("ready");
      List<Long> workers =
          main.out()
              .lines()
              .filter(line -> line.startsWith("worker "))
              .map(line -> Long.parseLong(line.substring(7)))
              .toList();
      assertEquals(2, workers.size());
      workers.forEach(Leftovers::track);
      main.signal(signal);
      assertEquals(signal.equals("KILL") ? 137 : 143, main.awaitExit());
      Eventually.become("the workers' end", () -> workers.stream().allMatch(Eventually::isGone));
      Sessions.assertNoneLeft(notes);
    }
  }

  /** Has a pool in a static field, which its workers have too when they run functions of it. */
  static final class HasAPoolInAField {
    private static final Pool POOL = Processing.pool(2);

    private HasAPoolInAField() {}

    public static void main(String[] args) {
      System.out.println(POOL.map(x -> plus(x), List.of(1, 2, 3), 1));
      System.out.println(POOL.apply(() -> POOL.workers().size()));
    }

    private static int plus(int x) {
      return x + 1;
    }
  }

  @Test
  @DisplayName("a pool in a static field: the pools that workers have by it have no workers")
  void poolInAField(Notes notes) throws Exception {
    try (TestJvm main = program(HasAPoolInAField.class, notes).start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertEquals("[2, 3, 4]\n0\n", main.out());
    }
    Sessions.assertNoneLeft(notes);
  }

  /** A million calls, in a small heap. */
  static final class AMillion {
    private AMillion() {}

    public static void main(String[] args) {
      int count = Integer.parseInt(args[0]);
      long start = System.nanoTime();
      long sum = 0;
      long results = 0;
      try (Pool pool = Processing.pool(2)) {
        Iterable<Integer> source = () -> IntStream.range(0, count).iterator();
        for (int result : pool.imapUnordered(i -> i + 1, source, 500)) {
          sum += result;
          results++;
        }
      }
      System.out.println(
          results + " " + sum + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  @Test
  @Tag("core")
  @DisplayName("a million calls take no more memory than a few")
  void aMillion() throws Exception {
    try (TestJvm main = TestJvm.of(AMillion.class, 1_000_000).jvm("-Xmx32m").start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertTrue(main.out().startsWith("1000000 500000500000 "), main::out);
    }
  }

  /** Makes pools of all kinds and ends them in all ways. */
  static final class LeavesNothing {
    private static final List<String> CONTEXTS = List.of("spawn", "standby", "thread");

    private LeavesNothing() {}

    public static void main(String[] args) throws Exception {
      CONTEXTS.forEach(LeavesNothing::run);
      letSparesGo();
      Holdings before = Holdings.now();
      Processing.setStandby(StandbyOptions.defaults());
      for (int round = 0; round < 2; round++) {
        CONTEXTS.forEach(LeavesNothing::run);
      }
      try {
        letSparesGo();
        // Less than the test waits for this program.
        Eventually.within(
            Duration.ofSeconds(20),
            "no more than before",
            () -> {
              System.gc();
              return Holdings.now().without(before).isNothing();
            });
      } catch (ConditionTimeoutException e) {
        System.out.println("more: " + Holdings.now().without(before));
        System.exit(1);
      }
      assertEquals(List.of(), Processing.activeChildren());
      System.out.println("no more");
    }

    private static void letSparesGo() {
      Processing.setStandby(StandbyOptions.builder().spares(0).build());
      Eventually.become(
          "the end of all children",
          () -> {
            System.gc(); // For the pools that were forgotten.
            return ProcessHandle.current().children().findAny().isEmpty();
          });
    }

    private static void run(String context) {
      try (Pool closed = Processing.getContext(context).pool(2)) {
        closed.map(x -> x, List.of(1, 2, 3));
        closed.imap(x -> x, List.of(1, 2, 3)).next();
        closed.applyAsync(() -> 1, r -> {}, e -> {});
      }
      Pool terminated = Processing.getContext(context).pool(2);
      terminated.mapAsync(
          x -> {
            Family.sleepForLong();
            return x;
          },
          PoolMapIT.range(50));
      terminated.terminate();
      terminated.join();
      Processing.getContext(context).pool(1).apply(() -> 1);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("pools that were closed, terminated or forgotten leave nothing behind")
  void nothingIsLeft(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(LeavesNothing.class).jvm("-Djava.io.tmpdir=" + notes.directory()).start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertEquals("no more", main.out().lines().reduce((a, b) -> b).orElseThrow());
    }
  }

  /** A result that ends whoever reads it. */
  static final class EndsItsReader implements java.io.Serializable {
    private static final long serialVersionUID = 1;

    private final String how;

    EndsItsReader(String how) {
      this.how = how;
    }

    private Object readResolve() throws Exception {
      PoolOptionsIT.failAs(how);
      return this;
    }
  }

  /** Gets a result that ends it. */
  static final class ReadsItsEnd {
    private ReadsItsEnd() {}

    public static void main(String[] args) {
      String how = args[1];
      Pool pool = Processing.pool(1);
      System.out.println(pool.apply(() -> 1));
      System.out.println(pool.apply(() -> new EndsItsReader(how)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exits", "halts", "is killed"})
  @DisplayName("a result that ends the program when it is read ends it: nothing hangs or is left")
  void resultEndsTheProgram(String how, Notes notes) throws Exception {
    try (TestJvm main = program(ReadsItsEnd.class, notes, how).start()) {
      int expected =
          switch (how) {
            case "exits" -> 3;
            case "halts" -> 4;
            default -> 137;
          };
      assertEquals(expected, main.awaitExit(), () -> main.out() + main.err());
      assertEquals("1\n", main.out());
    }
    Sessions.assertNoneLeft(notes);
  }
}
