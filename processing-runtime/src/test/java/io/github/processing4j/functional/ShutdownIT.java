package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class ShutdownIT {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private static void allGone(List<Long> pids) {
    Eventually.within(TWO_SECONDS, "end of all", () -> pids.stream().allMatch(Eventually::isGone));
  }

  /** Starts the children that the arguments name, and returns. */
  static final class Returns {
    private Returns() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      for (String kind : Arrays.asList(args).subList(1, args.length)) {
        Process.builder()
            .name(kind)
            .daemon(kind.equals("daemon"))
            .target(
                () -> {
                  Runtime.getRuntime()
                      .addShutdownHook(new Thread(() -> notes.put(kind + " ran its hook")));
                  notes.put(kind, Process.current().getPid());
                  try {
                    notes.await("go");
                    notes.put(kind + " went on");
                  } catch (ProcessExit e) {
                    notes.put(kind + " was stopped");
                  }
                })
            .build()
            .start();
      }
      for (String kind : Arrays.asList(args).subList(1, args.length)) {
        notes.await(kind);
      }
      System.out.println("returns");
    }
  }

  @Test
  @Tag("core")
  @DisplayName("25: main returns while a non-daemonic child runs: the JVM waits for it")
  void jvmWaitsForANonDaemonicChild(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Returns.class, notes, "child").start()) {
      main.awaitLine("returns");
      assertFalse(main.toJava().waitFor(300, java.util.concurrent.TimeUnit.MILLISECONDS));
      notes.put("go");
      assertEquals(0, main.awaitExit());
      assertTrue(notes.has("child went on"));
      assertEquals("", main.err());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("25: main returns while a daemonic child runs: it is ended, then joined")
  void daemonicChildIsEnded(Notes notes) throws Exception {
    Eventually.inTime(
        "stop and hook of a daemonic child",
        notes,
        own -> {
          try (TestJvm main = TestJvm.of(Returns.class, own, "daemon").start()) {
            assertEquals(0, main.awaitExit());
            assertTrue(Eventually.isGone(own.getLong("daemon")));
            assertFalse(own.has("daemon went on"));
            assertEquals("", main.err());
            return own.has("daemon was stopped") && own.has("daemon ran its hook");
          }
        });
  }

  @Test
  @Tag("core")
  @DisplayName("25: the daemonic ones are ended first, then the others joined")
  void daemonicChildrenAreEndedFirst(Notes notes) throws Exception {
    Eventually.inTime(
        "stop of a daemonic child",
        notes,
        own -> {
          try (TestJvm main = TestJvm.of(Returns.class, own, "child", "daemon").start()) {
            long daemon = own.awaitLong("daemon");
            Eventually.become("end of the daemonic child", () -> Eventually.isGone(daemon));
            boolean wasStopped = own.has("daemon was stopped");
            assertTrue(main.isAlive());
            assertFalse(Eventually.isGone(own.getLong("child")));
            own.put("go");
            assertEquals(0, main.awaitExit());
            assertTrue(own.has("child went on"));
            return wasStopped;
          }
        });
  }

  @Test
  @DisplayName("25: as long as another thread of the program runs, daemonic children live")
  void daemonicChildLivesAsLongAsAThread(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(LeavesAThread.class, notes).start()) {
      notes.await("daemon");
      main.awaitLine("returns");
      notes.put("thread may end");
      assertEquals(0, main.awaitExit());
      assertEquals("true", notes.get("alive when the thread ended"));
      assertTrue(Eventually.isGone(notes.getLong("daemon")));
    }
  }

  /** Returns from main, but leaves a thread. */
  static final class LeavesAThread {
    private LeavesAThread() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      Process daemon =
          Process.builder()
              .daemon(true)
              .target(
                  () -> {
                    notes.put("daemon", Process.current().getPid());
                    Family.sleepForLong();
                  })
              .build();
      Process child = new Process(() -> {});
      daemon.start();
      child.start();
      new Thread(
              () -> {
                notes.await("thread may end");
                notes.put("alive when the thread ended", daemon.isAlive());
              })
          .start();
      System.out.println("returns");
    }
  }

  @Test
  @DisplayName("25: the end of a child is seen also while all of the common pool is busy")
  void endIsSeenWhileTheCommonPoolIsBusy(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(KeepsTheCommonPoolBusy.class, notes)
            .jvm("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2")
            .start()) {
      main.awaitLine("returns");
      notes.put("go");
      assertEquals(0, main.awaitExit());
      assertTrue(main.out().contains("told of the end"), main::out);
    }
  }

  /** Returns from main while a child runs and the common pool is busy for good. */
  static final class KeepsTheCommonPoolBusy {
    private KeepsTheCommonPoolBusy() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      for (int i = 0; i < 64; i++) {
        ForkJoinPool.commonPool().execute(Family::sleepForLong);
      }
      Process child = started(() -> notes.await("go"));
      child.onExit().thenRun(() -> System.out.println("told of the end"));
      System.out.println("returns");
    }
  }

  @Test
  @DisplayName("25: main throws: the JVM waits all the same, and exits with 1")
  void jvmWaitsAlsoWhenMainThrows(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Throws.class, notes).start()) {
      notes.await("child");
      Eventually.become("trace", () -> main.err().contains("IllegalStateException"));
      assertTrue(main.isAlive());
      notes.put("go");
      assertEquals(1, main.awaitExit());
      assertTrue(notes.has("child went on"));
    }
  }

  /** Throws out of main. */
  static final class Throws {
    private Throws() {}

    public static void main(String[] args) {
      Returns.main(new String[] {args[0], "child"});
      throw new IllegalStateException("out of main");
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26a: the parent gets SIGTERM: all are gone within two seconds, 143")
  void allAreGoneAfterSigterm(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Family.class, notes, false, "sleep").start()) {
      List<Long> pids = Family.pids(notes);
      main.awaitLine("ready");
      main.signal("TERM");
      allGone(pids);
      assertEquals(143, main.awaitExit());
      assertEquals("", main.err());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26a: the parent calls System.exit: all are gone within two seconds, its code")
  void allAreGoneAfterExit(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Family.class, notes, true, "exit").start()) {
      List<Long> pids = Family.pids(notes);
      main.awaitLine("ready");
      allGone(pids);
      assertEquals(7, main.awaitExit());
      assertEquals("", main.err());
    }
  }

  @Test
  @DisplayName("26a: the session directory of a parent that exits is gone with it")
  void sessionIsGoneAfterExit(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(Family.class, notes, true, "exit")
            .jvm("-Dprocessing4j.dir=" + notes.directory())
            .start()) {
      Family.pids(notes);
      assertEquals(7, main.awaitExit());
    }
    Sessions.assertNoneLeft(notes);
  }

  @Test
  @DisplayName("26a: the session directory of a parent that exits alone is gone when it has exited")
  void sessionIsGoneWithTheLastOne(Notes notes) throws Exception {
    assumeFalse(Standby.isDefault(), "spares end with their parent, but may take longer");
    try (TestJvm main =
        TestJvm.of(JoinsAndExits.class).jvm("-Dprocessing4j.dir=" + notes.directory()).start()) {
      assertEquals(7, main.awaitExit());
      assertEquals(Set.of(), Sessions.in(notes));
    }
  }

  /** Exits when its child has ended. */
  static final class JoinsAndExits {
    private JoinsAndExits() {}

    public static void main(String[] args) {
      exitCode(started(() -> {}));
      System.exit(7);
    }
  }

  @Test
  @DisplayName("26a: System.exit while children still boot: they are gone too")
  void bootingChildrenAreGoneAfterExit(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(StartsAndExits.class, notes).start()) {
      assertEquals(3, main.awaitExit());
      List<Long> pids = notes.get("pids").lines().map(Long::valueOf).toList();
      pids.forEach(Leftovers::track);
      assertEquals(5, pids.size());
      allGone(pids);
      assertEquals("", main.err());
    }
  }

  /** Starts children and exits at once. */
  static final class StartsAndExits {
    private StartsAndExits() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      StringBuilder pids = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        pids.append(started(Family::sleepForLong).getPid()).append('\n');
      }
      notes.put("pids", pids);
      System.exit(3);
    }
  }

  @Test
  @DisplayName("26a: a stop lets a child clean up before its parent has exited")
  void childCleansUpWhenItsParentExits(Notes notes) throws Exception {
    Eventually.inTime(
        "clean-up of a child",
        notes,
        own -> {
          try (TestJvm main = TestJvm.of(ExitsWithAChild.class, own).start()) {
            assertEquals(0, main.awaitExit());
            assertTrue(Eventually.isGone(own.getLong("child")));
            return own.has("cleaned up");
          }
        });
  }

  /** Exits while a child runs that cleans up when it is stopped. */
  static final class ExitsWithAChild {
    private ExitsWithAChild() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      started(
          () -> {
            notes.put("child", Process.current().getPid());
            try {
              Family.sleepForLong();
            } finally {
              notes.put("cleaned up");
            }
          });
      notes.await("child");
      System.exit(0);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26b: Ctrl-C for the whole group: children end by SIGINT, without a trace")
  void interruptOfTheGroup(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(Family.class, notes, false, "outlives an interrupt")
            .through("env", "--default-signal=INT", "setsid")
            .start()) {
      List<Long> pids = Family.pids(notes);
      main.awaitLine("handles");
      Shell.kill("INT", -main.pid());
      // Its hook sleeps for long.
      Shell.kill("KILL", pids.get(1));
      assertEquals(0, main.awaitExit());
      List<String> out = main.out().lines().filter(line -> line.startsWith("<")).toList();
      assertEquals(
          List.of(
              "<Process(calm, stopped[SIGINT])>",
              "<Process(stubborn, stopped[SIGKILL])>",
              "<Process(parent, stopped[SIGINT])>"),
          out);
      assertEquals("", main.err());
      allGone(pids);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26b: Ctrl-C for the whole group ends the parent too: 130, all gone, no trace")
  void interruptOfTheGroupEndsTheParentToo(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(Family.class, notes, false, "sleep")
            .through("env", "--default-signal=INT", "setsid")
            .start()) {
      List<Long> pids = Family.pids(notes);
      main.awaitLine("ready");
      Shell.kill("INT", -main.pid());
      allGone(pids);
      assertEquals(130, main.awaitExit());
      assertEquals("", main.err());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26d: SIGINT ignored by the launching shell: interrupt() still ends the child")
  void interruptWhereSigintIsIgnored(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(InterruptsAChild.class, notes)
            .through("sh", "-c", "\"$@\" & wait $!", "sh")
            .start()) {
      long pid = notes.awaitLong("child");
      Leftovers.track(pid);
      long ignored =
          Long.parseLong(
              java.nio.file.Files.readString(java.nio.file.Path.of("/proc/" + pid + "/status"))
                  .lines()
                  .filter(line -> line.startsWith("SigIgn:"))
                  .findFirst()
                  .orElseThrow()
                  .split("\\s+")[1],
              16);
      assertTrue((ignored & 2) != 0, "the child ignores SIGINT");
      notes.put("go");
      assertEquals(0, main.awaitExit());
      assertEquals("<Process(child, stopped[SIGINT])> -2\n", main.out());
      assertEquals("", main.err());
      assertTrue(notes.has("hook"));
    }
  }

  /** Interrupts a child and prints how it ended. */
  static final class InterruptsAChild {
    private InterruptsAChild() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      Process child =
          started(
              "child",
              () -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> notes.put("hook")));
                notes.put("child", Process.current().getPid());
                Family.sleepForLong();
              });
      notes.await("go");
      child.interrupt();
      child.join();
      System.out.println(child + " " + child.getExitCode());
    }
  }
}
