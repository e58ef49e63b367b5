package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.spawn.Subprocess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are to die with the one that launched them, and those that are not. */
@Functional
class SubprocessDeathIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Launches both kinds; each has a child. */
  static final class Launches {
    private static final String HAS_A_CHILD =
        "sleep 1000 & echo $! > \"$0.part\"; mv \"$0.part\" \"$0\"; wait";

    private Launches() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      for (boolean die : List.of(true, false)) {
        String name = die ? "mortal" : "survivor";
        Subprocess program =
            Subprocess.builder()
                .command("sh", "-c", HAS_A_CHILD, notes.path("child of " + name).toString())
                .stdin(Subprocess.DISCARD)
                .dieWithParent(die)
                .start();
        notes.put(name, program.pid());
      }
      for (int i = 0; i < 5; i++) { // those that have ended are nobody's business
        Subprocess.builder().command("true").dieWithParent(true).start().waitFor();
      }
      System.out.println("ready");
      if (args[1].equals("exit")) {
        notes.await("go");
      } else {
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  private static void dies(Notes notes, String how, String... flags) throws Exception {
    try (TestJvm main = TestJvm.of(Launches.class, notes, how).jvm(flags).start()) {
      List<Long> mortal = List.of(tracked(notes, "mortal"), tracked(notes, "child of mortal"));
      List<Long> others = List.of(tracked(notes, "survivor"), tracked(notes, "child of survivor"));
      main.awaitLine("ready");
      assertFalse(mortal.stream().anyMatch(Eventually::isGone));
      if (how.equals("exit")) {
        notes.put("go");
      } else {
        main.signal(how);
      }
      main.awaitExit();
      Eventually.within(SECOND, "end of all", () -> mortal.stream().allMatch(Eventually::isGone));
      assertFalse(others.stream().anyMatch(Eventually::isGone), "others live on, as Popen's do");
      others.forEach(SubprocessDeathIT::kill);
    }
  }

  /** Sooner than the end of the test would: to wait for another's child takes Java seconds. */
  private static void kill(long pid) {
    Subprocess.kill(pid);
    Eventually.become("end of " + pid, () -> Eventually.isGone(pid));
  }

  private static long tracked(Notes notes, String name) {
    long pid = Long.parseLong(notes.await(name).strip());
    Leftovers.track(pid);
    return pid;
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "exit"})
  void mortalOnesAndTheirChildrenDieWithThisProgram(String how, Notes notes) throws Exception {
    dies(notes, how);
  }

  @Test
  void helperMayBeJvm(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(Launches.class, notes, "KILL").jvm("-Dprocessing4j.guardian=java").start()) {
      List<Long> mortal = List.of(tracked(notes, "mortal"), tracked(notes, "child of mortal"));
      long survivor = tracked(notes, "survivor");
      long childOfSurvivor = tracked(notes, "child of survivor");
      main.awaitLine("ready");
      assertEquals(
          1,
          main.toJava()
              .children()
              .filter(child -> child.info().command().orElse("").endsWith("/java"))
              .count());
      main.signal("KILL");
      // Not within a second, for it may still boot.
      Eventually.become("end of all", () -> mortal.stream().allMatch(Eventually::isGone));
      assertFalse(Eventually.isGone(survivor));
      List.of(survivor, childOfSurvivor).forEach(SubprocessDeathIT::kill);
    }
  }

  /** Has its helper killed between two programs. */
  static final class LosesItsHelper {
    private LosesItsHelper() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      notes.put("first", sleeper().pid());
      ProcessHandle helper =
          ProcessHandle.current()
              .children()
              .filter(child -> !child.info().command().orElse("").endsWith("sleep"))
              .findAny()
              .orElseThrow();
      helper.destroyForcibly();
      helper.onExit().join();
      notes.put("second", sleeper().pid());
      Shell.kill("KILL", ProcessHandle.current().pid());
    }

    private static Subprocess sleeper() {
      return Subprocess.builder().command("sleep", "1000").dieWithParent(true).start();
    }
  }

  @Test
  void helperThatWasKilledIsReplaced(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(LosesItsHelper.class, notes).start()) {
      long first = tracked(notes, "first");
      long second = tracked(notes, "second");
      main.awaitExit();
      Eventually.within(
          SECOND, "end of both", () -> Eventually.isGone(first) && Eventually.isGone(second));
    }
  }

  /** Exits while its program takes its time to end. */
  static final class ExitsInOrder {
    private ExitsInOrder() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      String trap =
          "trap 'echo bye > bye; exit' TERM; echo > trapped; while :; do sleep 0.02; done";
      Subprocess program =
          Subprocess.builder().shell(trap).directory(notes.path("")).dieWithParent(true).start();
      notes.put("pid", program.pid());
      notes.await("trapped");
    }
  }

  @Test
  void orderlyExitAsksFirst(Notes notes) throws Exception {
    Eventually.inTime(
        "end in order",
        notes,
        own -> {
          try (TestJvm main = TestJvm.of(ExitsInOrder.class, own).start()) {
            long pid = tracked(own, "pid");
            assertEquals(0, main.awaitExit(), main::err);
            assertTrue(Eventually.isGone(pid));
            return own.has("bye");
          }
        });
  }
}
