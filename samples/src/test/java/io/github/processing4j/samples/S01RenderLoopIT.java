package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class S01RenderLoopIT {
  private static final Path JAR = Project.directory().resolve("samples/target/samples.jar");
  private static final Pattern DREW =
      Pattern.compile("Process (\\d+) drew (\\d+) frames; the longest took [\\d.,]+ ms\\.");
  private static final Pattern WORKER = Pattern.compile("Processing .* process (\\d+)$");
  private static final Pattern COMPUTED = Pattern.compile("Process (\\d+) computed the picture\\.");

  @Test
  void drawsOnWhileAnotherProcessComputesThePicture() throws Exception {
    assumeTrue(Files.exists(JAR), "not packaged yet");
    List<String> out = Ran.command(List.of(Ran.java(), "-jar", JAR.toString())).orFail().out();

    List<String> status = out.stream().filter(line -> line.contains("frame ")).toList();
    assertTrue(status.get(0).startsWith("Idle "), out::toString);
    assertTrue(status.stream().anyMatch(line -> line.startsWith("Processing ")), out::toString);
    assertTrue(status.get(status.size() - 1).startsWith("Ready      100 % "), out::toString);
    assertFalse(String.join("", out).chars().anyMatch(Character::isISOControl));

    assertShowsThePicture(out);
    Matcher drew = match(DREW, out.get(out.size() - 2));
    Matcher computed = match(COMPUTED, out.get(out.size() - 1));
    assertNotEquals(drew.group(1), computed.group(1), "who drew also computed");
    // A second before, a second after: what the loop drew while it waited is more.
    assertTrue(Integer.parseInt(drew.group(2)) > 120, drew::group);
  }

  @Test
  void redrawsOneLineInTerminal() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script) && Files.exists(Path.of("/proc")), "util-linux's");
    String command =
        String.join(
            " ",
            Ran.java(),
            "-cp",
            System.getProperty("java.class.path"),
            S01RenderLoop.class.getName());
    Ran ran = Ran.command(List.of(script.toString(), "-qec", command, "/dev/null")).orFail();

    String drawn = String.join("\n", ran.out());
    assertTrue(drawn.contains("Processing"), drawn);
    assertTrue(
        Pattern.compile("\\( {0,12}o {0,12}\\)  Ready      100 %").matcher(drawn).find(), drawn);
    assertShowsThePicture(ran.out());
  }

  @Test
  void drawsOnWhenTheOtherProcessIsKilled() throws Exception {
    String path = System.getProperty("java.class.path");
    Process program =
        new ProcessBuilder(Ran.java(), "-cp", path, S01RenderLoop.class.getName()).start();
    List<String> out = new ArrayList<>();
    try (BufferedReader lines = program.inputReader()) {
      boolean killed = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.add(line);
        Matcher worker = WORKER.matcher(line);
        if (!killed && worker.find()) {
          killed =
              ProcessHandle.of(Long.parseLong(worker.group(1))).orElseThrow().destroyForcibly();
        }
      }
    }
    assertEquals(1, program.waitFor(), out::toString);
    assertTrue(out.stream().anyMatch(line -> line.startsWith("Failed ")), out::toString);
    assertTrue(
        out.stream().anyMatch(line -> line.startsWith("There is no picture: process Process-1")),
        out::toString);
    match(DREW, out.get(out.size() - 1));
  }

  private static void assertShowsThePicture(List<String> out) {
    List<String> rows = out.stream().filter(line -> line.contains("::")).toList();
    assertEquals(24, rows.size(), () -> "rows of the picture in " + out);
    for (int row = 0; row < rows.size() / 2; row++) {
      assertEquals(rows.get(row), rows.get(rows.size() - 1 - row), "the picture is symmetric");
    }
  }

  private static Matcher match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertTrue(matcher.matches(), line);
    return matcher;
  }
}
