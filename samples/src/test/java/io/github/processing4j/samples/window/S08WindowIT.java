package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.samples.Project;
import io.github.processing4j.samples.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one visit told, in which {@link WindowDriver} pressed all of the window's buttons. */
final class S08WindowIT {
  private static final Path PICTURES = Project.directory().resolve("samples/target/screenshots");

  @Nested
  final class OnScreen {
    private static Map<String, String> told;

    @BeforeAll
    static void visit() throws Exception {
      try (Display display = Display.open()) {
        told = tell(run("DISPLAY=" + display.name(), WindowDriver.class, PICTURES.toString()));
      }
    }

    @Test
    void theAnimationMoves() {
      assertEquals("true", told.get("moves"));
    }

    @Test
    void workOnTheEventThreadStopsTheAnimation() {
      assertEquals(told.get("pid"), told.get("blocking.pid"));
      assertTrue(told.get("blocking.thread").startsWith("AWT-EventQueue"), told::toString);
      assertTrue(told.get("blocking.statuses").endsWith("Ready]"), told::toString);
      double worst = number("blocking.worst");
      assertTrue(worst > 900 * number("blocking.took"), told::toString); // ms, of s
    }

    @Test
    void theAnimationGoesOnWhileThreadWorks() {
      assertEquals(told.get("pid"), told.get("thread.pid"));
      assertTrue(told.get("thread.thread").startsWith("processing-frame-"), told::toString);
      assertWorkedBesideFrames("thread");
    }

    @Test
    void theAnimationGoesOnWhileProcessWorks() {
      assertNotEquals(told.get("pid"), told.get("process.pid"));
      assertWorkedBesideFrames("process");
    }

    private static void assertWorkedBesideFrames(String mode) {
      assertEquals("[Processing, Ready]", told.get(mode + ".statuses"));
      assertTrue(number(mode + ".percents") >= 5, told::toString);
      assertTrue(number(mode + ".frames") >= 10, told::toString);
    }

    @Test
    void allModesDrawTheSamePicture() {
      assertTrue(number("blocking.colours") > 1000, told::toString);
      assertEquals(told.get("blocking.hash"), told.get("thread.hash"));
      assertEquals(told.get("blocking.hash"), told.get("process.hash"));
    }

    @Test
    void cancelEndsTheThread() {
      assertEquals("[Processing, Cancelled]", told.get("cancel-thread.statuses"));
      assertEquals("true", told.get("cancel-thread.gone"));
    }

    @Test
    void cancelEndsTheProcess() {
      assertEquals("[Processing, Cancelled]", told.get("cancel-process.statuses"));
      assertEquals("true", told.get("cancel-process.gone"));
    }

    @Test
    void closingTheWindowEndsTheProcess() throws Exception {
      var worker = ProcessHandle.of(Long.parseLong(told.get("close.pid")));
      if (worker.isPresent()) {
        worker.get().onExit().get(30, TimeUnit.SECONDS);
      }
    }

    private static double number(String name) {
      return Double.parseDouble(told.get(name));
    }
  }

  @Test
  void saysThatThereIsNoDisplay() throws Exception {
    Ran ran = run("DISPLAY=", S08Window.class);
    assertEquals(1, ran.exitCode(), ran::toString);
    assertEquals(
        List.of("This sample opens a window, and there is no display to open it on."),
        ran.err().lines().toList());
  }

  @Test
  void saysThatTheDisplayIsNotThere() throws Exception {
    Ran ran = run("DISPLAY=:987", S08Window.class);
    assertEquals(1, ran.exitCode(), ran::toString);
    assertEquals(
        List.of("This sample opens a window, and there is no display to open it on."),
        ran.err().lines().toList());
  }

  /** Runs a main with a variable of the environment. */
  private static Ran run(String variable, Class<?> main, String... args) throws Exception {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env) && Files.exists(Path.of("/proc")), "Linux, for X11");
    List<String> java =
        List.of(env.toString(), variable, Ran.java(), "-cp", System.getProperty("java.class.path"));
    return Ran.command(
        Stream.of(java, List.of(main.getName()), List.of(args)).flatMap(List::stream).toList());
  }

  private static Map<String, String> tell(Ran ran) {
    return ran.orFail().out().stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]));
  }
}
