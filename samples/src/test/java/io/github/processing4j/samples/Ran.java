package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a program printed that ran in a JVM of its own, without a flag, and how it ended.
 *
 * @param exitCode as its parent sees it
 * @param out the lines of stdout
 * @param err all of stderr that is the program's
 */
public record Ran(int exitCode, List<String> out, String err) {
  private static final long TIMEOUT_SECONDS = 240;

  // What a JVM prints that SIGTERM meets before its modules are made: of 21 or later the first, any
  // may print the second, on stdout.
  private static final Pattern EXIT_WHILE_BOOTING =
      Pattern.compile(
          "(?m)^Runtime\\.exit\\(\\d+\\) logging failed: .*\\R?"
              + "|^Error occurred during initialization of VM\\R"
              + "java\\.lang\\.InternalError: Bad level: .*\\R(\\tat .*\\R)*\\R?");

  /** Runs the {@code main} of a class of the class path of the tests. */
  public static Ran main(Class<?> main, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command(command);
  }

  /** The {@code java} of this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs a command. It has no terminal, and an empty stdin. */
  public static Ran command(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("sample-", ".out");
    Path err = Files.createTempFile("sample-", ".err");
    Path in = Files.createTempFile("sample-", ".in");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // The JVM says on stderr that it picked these up.
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
      builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
      Process program = builder.start();
      boolean ended = program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly().waitFor();
      }
      Ran ran = new Ran(program.exitValue(), text(out).lines().toList(), text(err));
      if (!ended) {
        throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s: " + ran);
      }
      return ran;
    } finally {
      for (Path file : List.of(in, out, err)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Requires that it exited with 0 and complained of nothing. */
  public Ran orFail() {
    assertEquals("", err, "stderr");
    assertEquals(0, exitCode, () -> "exit code, after " + out);
    return this;
  }

  /** The only line that begins so. */
  public String line(String start) {
    List<String> found = out.stream().filter(line -> line.startsWith(start)).toList();
    assertEquals(1, found.size(), () -> "lines that begin with '" + start + "' in " + out);
    return found.get(0);
  }

  private static String text(Path file) throws IOException {
    return EXIT_WHILE_BOOTING.matcher(Files.readString(file, charset())).replaceAll("");
  }

  private static Charset charset() {
    return Charset.forName(
        System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + ", stdout " + out + ", stderr " + err;
  }
}
