package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The core of the behaviours, on the ways that other platforms take. */
@Functional
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OptionsMatrixIT {
  private static void holdWith(List<String> classes, String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("core", "--"));
    arguments.addAll(classes);
    try (TestJvm jvm =
        TestJvm.of(RunsTests.class, arguments.toArray())
            .jvm("-Dtest.forks=" + Integer.getInteger("test.forks", 1))
            .jvm(flags)
            .start()) {
      assertTrue(jvm.toJava().waitFor(230, TimeUnit.SECONDS), jvm::out);
      assertEquals(0, jvm.awaitExit(), () -> jvm.out() + jvm.err());
      String last = jvm.out().lines().reduce((a, b) -> b).orElseThrow();
      assertTrue(last.matches("ran (\\d+) of \\1"), last);
    }
  }

  @Test
  @DisplayName("links over loopback TCP")
  void loopbackTcp() throws Exception {
    holdWith(
        List.of(
            "StopIT",
            "ProcessIT",
            "ExitIT",
            "SuspendIT",
            "SubInterfaceIT",
            "QueueIT",
            "JoinableQueueIT",
            "PipeIT"),
        "-Dprocessing4j.transport=tcp");
  }

  @Test
  @DisplayName("without doorbells: threads that wait look by themselves")
  void noDoorbells() throws Exception {
    holdWith(List.of("QueueIT", "JoinableQueueIT", "PipeIT"), "-Dprocessing4j.doorbell=none");
  }

  @Test
  @DisplayName("a session in a long path with odd characters: too long for a Unix socket")
  void sessionInALongPath(Notes notes) throws Exception {
    Path place = Files.createDirectories(notes.path("a b#'ü " + "x".repeat(100)));
    // It falls back to TCP, by which the others were run.
    holdWith(
        List.of("ProcessIT", "SubInterfaceIT"),
        "-Dprocessing4j.dir=" + place,
        "-Dsun.jnu.encoding=UTF-8");
  }
}
