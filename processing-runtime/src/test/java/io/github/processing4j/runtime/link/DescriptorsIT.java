package io.github.processing4j.runtime.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A parent that has run out of descriptors. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the limit of descriptors is set by ulimit")
class DescriptorsIT {

  @TempDir Path directory;

  @Test
  void itHearsTheChildrenThatItHasAndStartsOthersLater() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 200; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OutOfDescriptors.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertEquals(0, parent.waitFor(), () -> read(err));
    } finally {
      parent.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals("failed NotSendableException", lines.get(0));
    assertEquals("heard of 5", lines.get(1));
    assertEquals("failed SessionException", lines.get(2));
    int busyMillis = Integer.parseInt(lines.get(3).substring("busy ".length()));
    assertTrue(busyMillis < 250, lines::toString);
    assertEquals("next", lines.get(4));
    assertTrue(lines.get(5).matches("\\[1-\\d\\.args, 1\\.l, alive, slots]"), lines.get(5));
    assertTrue(Files.readAllLines(err).size() < 200, () -> read(err));
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(0, Math.min(4000, text.length()));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
