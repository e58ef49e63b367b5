package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class S12PrimesIT {
  private static final String BELOW = "200000";
  private static final String COUNTED = "17984 primes below 200000";
  private static final Pattern BAR =
      Pattern.compile("(1 process {2}|\\d+ processes) +\\d+% \\[=* *\\] +\\d+/400 \\(.*\\)");
  private static final Pattern SPEED_UP =
      Pattern.compile(
          "1 process took [\\d.]+ s, \\d+ processes took [\\d.]+ s: [\\d.]+ times as fast");

  @Test
  void showsProgressInLinesAndTellsTheSpeedUp() throws Exception {
    List<String> out = Ran.main(S12Primes.class, BELOW).orFail().out();

    int bars = out.size() - 2;
    out.subList(0, bars).forEach(line -> assertTrue(BAR.matcher(line).matches(), line));
    for (String name : List.of("1 process ", "\\d+ processes")) {
      assertTrue(
          out.stream().anyMatch(line -> line.matches(name + " +100% .* 400/400 .*")),
          out::toString);
    }
    assertFalse(String.join("", out).chars().anyMatch(Character::isISOControl));
    assertEquals(COUNTED, out.get(bars));
    assertTrue(SPEED_UP.matcher(out.get(bars + 1)).matches(), out.get(bars + 1));
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
            S12Primes.class.getName(),
            BELOW);
    // Lines end at '\r' too.
    List<String> drawn =
        Ran.command(List.of(script.toString(), "-qec", command, "/dev/null")).orFail().out();

    assertTrue(drawn.contains(COUNTED), drawn::toString);
    assertTrue(
        drawn.stream().anyMatch(line -> line.matches("1 process +100% \\[=+\\] 400/400 .*")),
        drawn::toString);
    List<String> lengths =
        drawn.stream().filter(line -> BAR.matcher(line).matches() && line.length() > 78).toList();
    assertEquals(List.of(), lengths);
  }
}
