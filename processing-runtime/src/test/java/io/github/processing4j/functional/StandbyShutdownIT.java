package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static io.github.processing4j.functional.Standby.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.process.Spares;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a JVM that has spares. */
@Functional
class StandbyShutdownIT {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  /** Prints the pids of its spares, and goes on as its argument says. */
  static final class HasSpares {
    private HasSpares() {}

    public static void main(String[] args) throws Exception {
      Standby.prepare();
      System.out.println("spares " + pids());
      switch (args[0]) {
        case "return" -> {}
        case "exit" -> System.exit(7);
        default -> Family.sleepForLong();
      }
    }

    static String pids() throws Exception {
      return Spares.awaitReady().toString().replaceAll("[\\[\\],]", "");
    }
  }

  private static List<Long> pids(String line) {
    List<Long> pids = Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
    pids.forEach(Leftovers::track);
    assertEquals(2, pids.size(), line);
    return pids;
  }

  private static void goneWithinASecond(List<Long> pids) {
    Eventually.within(SECOND, "end of all", () -> pids.stream().allMatch(Eventually::isGone));
  }

  private static void allGone(List<Long> pids) {
    Eventually.become("end of all", () -> pids.stream().allMatch(Eventually::isGone));
  }

  private static TestJvm start(Notes notes, Class<?> main, String... args) throws Exception {
    return TestJvm.of(main, (Object[]) args)
        .jvm("-Dprocessing4j.dir=" + notes.directory())
        .through("env", "--default-signal=INT", "setsid")
        .start();
  }

  @Test
  @DisplayName("24: the parent is SIGKILLed: idle spares are gone within a second")
  void sparesOfAKilledParentAreGone(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasSpares.class, "stay")) {
      List<Long> spares = pids(main.awaitLine("spares "));
      main.signal("KILL");
      goneWithinASecond(spares);
    }
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 7", "TERM, 143"})
  @DisplayName("the parent ends: soon, and spares and session are gone with it")
  void sparesEndWithTheirParent(String how, int code, Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasSpares.class, how)) {
      List<Long> spares = pids(main.awaitLine("spares "));
      if (how.equals("TERM")) {
        main.signal(how);
      }
      Eventually.within(TWO_SECONDS, "end of the parent", () -> !main.isAlive());
      assertEquals(code, main.awaitExit());
      allGone(spares);
      assertEquals("", main.err());
      Sessions.assertNoneLeft(notes);
    }
  }

  @Test
  @DisplayName("26b: Ctrl-C for the whole group: spares end too, no traces")
  void interruptOfTheGroup(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasSpares.class, "stay")) {
      List<Long> spares = pids(main.awaitLine("spares "));
      Shell.kill("INT", -main.pid());
      allGone(spares);
      assertEquals(130, main.awaitExit());
      assertEquals("", main.err());
      Sessions.assertNoneLeft(notes);
    }
  }

  @Test
  @DisplayName(
      "the parent ends while its spares are suspended: they are killed, the session is gone")
  void suspendedSparesEndWithTheirParent(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasSpares.class, "stay")) {
      List<Long> spares = pids(main.awaitLine("spares "));
      for (long spare : spares) {
        Shell.kill("STOP", spare);
      }
      main.signal("TERM");
      Eventually.within(TWO_SECONDS, "end of the parent", () -> !main.isAlive());
      allGone(spares);
      Sessions.assertNoneLeft(notes);
    }
  }

  /** Has a child that has spares. */
  static final class HasAChildWithSpares {
    private HasAChildWithSpares() {}

    public static void main(String[] args) throws Exception {
      Standby.prepare();
      Process child =
          standby(
              () -> {
                for (int i = 0; i < 2; i++) {
                  exitCode(standby(() -> {}));
                }
                System.out.println("spares of the child " + HasSpares.pids());
                Family.sleepForLong();
              });
      System.out.println("child " + child.getPid());
      child.join();
    }
  }

  @Test
  @DisplayName("24: the parent is SIGKILLed: idle spares of its children are gone within a second")
  void sparesOfChildrenOfAKilledParentAreGone(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasAChildWithSpares.class)) {
      List<Long> spares = pids(main.awaitLine("spares of the child "));
      main.awaitPid("child ");
      main.signal("KILL");
      goneWithinASecond(spares);
    }
  }

  @Test
  @DisplayName("24: a child is SIGKILLed: its idle spares are gone within a second")
  void sparesOfAKilledChildAreGone(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasAChildWithSpares.class)) {
      List<Long> spares = pids(main.awaitLine("spares of the child "));
      Shell.kill("KILL", main.awaitPid("child "));
      goneWithinASecond(spares);
      assertEquals(0, main.awaitExit());
      Sessions.assertNoneLeft(notes);
    }
  }

  /** Exits while other threads start processes. */
  static final class StartsWhileItExits {
    private StartsWhileItExits() {}

    public static void main(String[] args) throws Exception {
      Standby.prepare();
      for (int i = 0; i < 4; i++) {
        Thread thread = new Thread(StartsWhileItExits::startAll);
        thread.setDaemon(true);
        thread.start();
      }
      exitCode(standby(() -> {}));
      System.exit(7);
    }

    private static void startAll() {
      while (true) {
        try {
          standby(Family::sleepForLong).kill();
        } catch (IllegalStateException | ProcessingException e) {
          return;
        }
      }
    }
  }

  @Test
  @DisplayName("processes that are started while the JVM exits: it ends, and nothing is left")
  void startsWhileTheJvmExits(Notes notes) throws Exception {
    try (TestJvm main = start(notes, StartsWhileItExits.class)) {
      assertEquals(7, main.awaitExit());
      Sessions.awaitDeserted(notes);
    }
  }

  /** Starts a spare as a child that outlives it. */
  static final class HasASurvivor {
    private HasASurvivor() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      Standby.prepare();
      Set<Long> spares = Spares.awaitReady();
      Process survivor =
          Process.builder()
              .context(Standby.CONTEXT)
              .orphanPolicy(OrphanPolicy.SURVIVE)
              .target(
                  () -> {
                    notes.put("survivor", Process.current().getPid());
                    notes.await("go");
                    notes.put("late child", exitCode(standby(() -> {})));
                  })
              .build();
      survivor.start();
      System.out.println("from spares " + spares.contains(survivor.getPid()));
      Family.sleepForLong();
    }
  }

  @Test
  @DisplayName("24: with OrphanPolicy.SURVIVE a spare that was woken runs on")
  void survivorRunsOn(Notes notes) throws Exception {
    try (TestJvm main = start(notes, HasASurvivor.class, notes.directory())) {
      long survivor = notes.awaitLong("survivor");
      Leftovers.track(survivor);
      assertEquals("true", main.awaitLine("from spares "));
      main.signal("KILL");
      main.awaitExit();
      assertFalse(Eventually.isGone(survivor));
      notes.put("go");
      assertEquals("0", notes.await("late child"));
      Eventually.become("end of the survivor", () -> Eventually.isGone(survivor));
      assertTrue(notes.has("survivor"));
    }
  }
}
