package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.udp.UdpReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples S13 to S18, each run as a program, with the Python of this machine. */
final class ScriptSamplesIT {
  private static final Pattern LAUNCHED =
      Pattern.compile("Launch process: (\\d+) says \"my role is render1\"");
  private static final String ENDED =
      "The script ended with exit code 0; \\d+ frames were drawn meanwhile.";
  private static final Pattern ROW = Pattern.compile("frame +\\d+ {2}(.*)");

  @Test
  void rolesAreLaunchedAndQuit() throws Exception {
    List<String> out = Ran.main(S13Roles.class).orFail().out();

    assertEquals(5, out.size(), out::toString);
    assertTrue(out.get(0).matches("I am the controller, process \\d+"), out::toString);
    long first = pid(out.get(1));
    assertEquals("Quit process: exit code -9", out.get(2));
    long second = pid(out.get(3));
    assertEquals("Quit process ID " + second + ": exit code -15", out.get(4));
    assertTrue(first != second);
  }

  private static long pid(String line) {
    Matcher launched = LAUNCHED.matcher(line);
    assertTrue(launched.matches(), line);
    return Long.parseLong(launched.group(1));
  }

  @Test
  void scriptRunsBesideTheLoop() throws Exception {
    Python.required();
    List<String> out = Ran.main(S14Script.class, "0.3").orFail().out();

    assertTrue(Files.isRegularFile(Path.of(out.get(0))), out::toString);
    assertTrue(out.get(0).endsWith("search_path.py"), out::toString);
    requirePathsAndNumbers(out, Path.of(out.get(0)).getParent());
  }

  private static void requirePathsAndNumbers(List<String> out, Path folder) {
    assertTrue(out.get(1).matches("Python 3\\.\\S+ at .+"), out::toString);
    assertEquals("sys.path[0] = '" + folder + "'", out.get(2));
    assertTrue(out.contains("0 1 2 3 4 5 6 7 8 9"), out::toString);
    assertTrue(out.get(out.size() - 1).matches(ENDED), out::toString);
  }

  @Test
  void scriptRunsByTheInterpreterThatIsNamed(@TempDir Path directory) throws Exception {
    Path python = directory.resolve("my python");
    Files.writeString(python, "#!/bin/sh\necho mine\nexec '" + Python.required() + "' \"$@\"\n");
    assertTrue(python.toFile().setExecutable(true));
    List<String> out = Ran.main(S15Interpreter.class, python.toString(), "0").orFail().out();

    assertTrue(out.get(0).endsWith("search_path.py by " + python), out::toString);
    assertEquals("mine", out.get(1));
    assertTrue(out.get(2).matches("Python 3\\.\\S+ at .+"), out::toString);
    assertTrue(out.get(out.size() - 1).matches(ENDED), out::toString);
  }

  @Test
  void argumentsArrive() throws Exception {
    Python.required();
    List<String> out = Ran.main(S16Arguments.class, "-d", "0").orFail().out();

    assertEquals(
        List.of("input = 'Hello' (str)", "input2 = 'TouchDesigner' (str)", "delay = 0.0 (float)"),
        out.subList(0, 3));
    assertTrue(out.get(3).matches(ENDED), out::toString);
  }

  @Test
  void messagesComeBack() throws Exception {
    Python.required();
    String port;
    try (UdpReceiver free = UdpReceiver.bindLoopback(0)) {
      port = Integer.toString(free.port());
    }
    requireMessages(Ran.main(S17Message.class, port, "0.05"), "0.05", 11);
  }

  @Test
  void messagesComeToThePortThatIsTold() throws Exception {
    Python.required();
    requireMessages(Ran.main(S18MessageArguments.class, "-i", "0.02"), "0.02", 15);
  }

  @Test
  void messagesMayComeFromJava() throws Exception {
    requireMessages(Ran.main(S18MessageArguments.class, "--java", "-i", "0"), "0", 15);
  }

  private static void requireMessages(Ran ran, String interval, int loop) {
    List<String> out = ran.orFail().out();
    List<String> expected =
        Stream.of(
                Stream.of("Sending messages at an interval of " + interval + " seconds"),
                IntStream.range(0, loop).mapToObj(k -> k + " of " + (loop - 1)),
                Stream.of("All messages sent"))
            .flatMap(all -> all)
            .toList();
    List<String> rows =
        out.stream().map(ROW::matcher).filter(Matcher::matches).map(row -> row.group(1)).toList();
    assertEquals(expected, rows, out::toString);
    assertTrue(out.get(out.size() - 1).matches("\\d+ frames were drawn meanwhile."), out::toString);
  }
}
