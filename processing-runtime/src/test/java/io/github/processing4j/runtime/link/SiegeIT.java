package io.github.processing4j.runtime.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real children of a parent whose link is under attack. */
@Timeout(120)
class SiegeIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void childrenComeThroughUnharmedAndTheLogIsNotFilled(String transport) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process besieged =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + LinkServer.TRANSPORT_PROPERTY + "=" + transport,
                "-cp",
                System.getProperty("java.class.path"),
                Besieged.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertEquals(0, besieged.waitFor(), () -> read(err));
    } finally {
      besieged.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals(7, lines.size(), lines::toString);
    for (String line : lines.subList(0, 5)) {
      assertEquals("unharmed after step 200, exit code 0", line);
    }
    int attacks = Integer.parseInt(lines.get(5).substring("attacks ".length()));
    assertTrue(attacks > 100, lines::toString);
    assertEquals("descriptors 0", lines.get(6));
    int warnings = Files.readAllLines(err).size();
    assertTrue(warnings > 0 && warnings < 30, () -> warnings + " lines:\n" + read(err));
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
