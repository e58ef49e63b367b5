package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static io.github.processing4j.functional.Standby.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.process.Spares;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that spares load while they wait. */
@Functional
class StandbyPreloadIT {
  @AfterEach
  void reset() {
    Processing.setStandby(StandbyOptions.defaults());
  }

  private static void preload(Class<?> type) {
    Processing.setStandby(StandbyOptions.builder().preload(type).build());
  }

  /** Asks who it is, as it is initialised. */
  static final class Asks {
    static final String ANSWER = ask();

    private Asks() {}

    private static String ask() {
      try {
        return Process.current().getName();
      } catch (Throwable e) {
        return e.toString();
      }
    }
  }

  @Test
  @DisplayName(
      "a preloaded class is initialised before the spare is woken, when it is no process yet")
  void preloadedClassIsInitialisedBefore(Notes notes) throws Exception {
    Standby.prepare();
    preload(Asks.class);
    Set<Long> before = Spares.awaitReady();
    Process p =
        Process.builder()
            .context(Standby.CONTEXT)
            .name("worker")
            .target(
                () -> {
                  notes.put("answer", Asks.ANSWER);
                  notes.put("name", Process.current().getName());
                  notes.put("parent", Process.parent().getName());
                })
            .build();
    p.start();
    assertTrue(before.contains(p.getPid()));
    assertEquals(0, exitCode(p));
    String answer = notes.get("answer");
    assertTrue(
        answer.startsWith("java.lang.IllegalStateException: a standby JVM is no process yet"),
        answer);
    assertEquals("worker", notes.get("name"));
    assertEquals("MainProcess", notes.get("parent"));
  }

  /** Never gets initialised. */
  static final class Hangs {
    static {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Hangs() {}
  }

  @Test
  @DisplayName("a preloaded class whose initialisation never ends holds up no start")
  void initialisationThatNeverEnds() throws Exception {
    Standby.prepare();
    preload(Hangs.class);
    Eventually.become("spares", () -> Spares.pids().size() == 2);
    for (int i = 0; i < 3; i++) {
      assertEquals(7, exitCode(standby(() -> System.exit(7))));
    }
  }

  /** Fails in its initialisation, and counts how often. */
  static final class Throws {
    static {
      Fails.count();
      Fails.fail();
    }

    private Throws() {}
  }

  /** Exits in its initialisation, and counts how often. */
  static final class Exits {
    static {
      Fails.count();
      System.exit(0);
    }

    private Exits() {}
  }

  /** Leaves a note for each JVM that it is in. */
  static final class Fails {
    private Fails() {}

    static void count() {
      new Notes(System.getProperty("test.notes")).put("jvm " + ProcessHandle.current().pid());
    }

    static void fail() {
      throw new IllegalStateException("as it should");
    }
  }

  /** Starts processes while spares fail. */
  static final class StartsMany {
    private StartsMany() {}

    public static void main(String[] args) {
      Processing.setStandby(StandbyOptions.builder().preload(args[0]).build());
      Standby.prepare();
      for (int i = 0; i < 10; i++) {
        System.out.println("exit " + exitCode(standby(() -> System.exit(7))));
      }
      Standby.prepare();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throws", "Exits", "NotThere"})
  @DisplayName("a preloaded class that fails: starts go on by spawn, few JVMs try, one warning")
  void preloadedClassThatFails(String name, Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(StartsMany.class, StandbyPreloadIT.class.getName() + "$" + name)
            .jvm("-Dtest.notes=" + notes.directory())
            .start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertEquals("exit 7\n".repeat(10), main.out());
      assertEquals(1, main.err().split("standby JVMs fail", -1).length - 1, main::err);
      long launched =
          Directories.list(notes.path("")).stream().filter(note -> note.startsWith("jvm ")).count();
      assertTrue(launched <= 5, () -> launched + " JVMs");
      assertTrue(main.err().lines().count() < 100, main::err);
    }
  }
}
