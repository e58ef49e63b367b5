package io.github.processing4j.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.connection.Connections;
import io.github.processing4j.runtime.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The doorbell of a JVM: when it is opened, and what it does without descriptors. */
@Timeout(120)
class DoorbellIT {

  @TempDir Path directory;

  private List<String> run(Class<?> main, String... before) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> command = new java.util.ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    Process jvm =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      int exit = jvm.waitFor();
      assertEquals("", Files.readString(err));
      assertEquals(0, exit);
    } finally {
      jvm.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the limit of descriptors is set by ulimit")
  void withoutDescriptorsItHearsThoseItKnowsAndTheOthersLater() throws Exception {
    List<String> lines = run(DeafDoorbell.class, "sh", "-c", "ulimit -n 100; exec \"$@\"", "sh");
    assertEquals("heard 50", lines.get(0));
    int busyMillis = Integer.parseInt(lines.get(1).substring("busy ".length()));
    assertTrue(busyMillis < 250, lines::toString);
    assertEquals("stranger true", lines.get(2));
  }

  /** Waits for several objects, and has never waited for one. */
  static final class WaitsForSeveral {
    private WaitsForSeveral() {}

    public static void main(String[] args) {
      Queue<String> queue = Processing.queue();
      List<Queue<String>> ready = Connections.wait(List.of(queue), Duration.ofMillis(1));
      Session session = Session.current();
      System.out.println(
          ready + " " + Files.exists(session.directory().resolve(session.slot() + ".b")));
    }
  }

  @Test
  void waitingForSeveralOpensIt() throws Exception {
    assertEquals(List.of("[] true"), run(WaitsForSeveral.class));
  }
}
