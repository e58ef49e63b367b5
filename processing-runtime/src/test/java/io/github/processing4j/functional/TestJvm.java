package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A main program in a JVM of its own, with what it prints. */
final class TestJvm implements AutoCloseable {
  // What a JVM prints that SIGTERM meets before its modules are made: of 21 or later the first, any
  // may print the second, on stdout.
  private static final Pattern EXIT_WHILE_BOOTING =
      Pattern.compile(
          "(?m)^Runtime\\.exit\\(\\d+\\) logging failed: .*\\R?"
              + "|^Error occurred during initialization of VM\\R"
              + "java\\.lang\\.InternalError: Bad level: .*\\R(\\tat .*\\R)*\\R?");

  private final java.lang.Process process;
  private final Path directory;

  private TestJvm(java.lang.Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    Leftovers.track(process.pid());
  }

  static Builder of(Class<?> main, Object... args) {
    return new Builder(main, args);
  }

  long pid() {
    return process.pid();
  }

  java.lang.Process toJava() {
    return process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed on stdout. */
  String out() {
    return EXIT_WHILE_BOOTING.matcher(read("out")).replaceAll("");
  }

  /** What it has printed on stderr. */
  String err() {
    return EXIT_WHILE_BOOTING.matcher(read("err")).replaceAll("");
  }

  /** Waits for a whole line on stdout that begins so, and tells the rest of it. */
  String awaitLine(String beginning) {
    String[] found = new String[1];
    Eventually.become(
        "line '" + beginning + "'",
        () -> {
          String text = out();
          for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            if (line.startsWith(beginning)) {
              found[0] = line.substring(beginning.length()).strip();
              return true;
            }
          }
          assertTrue(
              process.isAlive() || !out().equals(text),
              () -> "ended without '" + beginning + "': " + out() + err());
          return false;
        });
    return found[0];
  }

  /** Waits for a line with a pid, which is killed when the test ends. */
  long awaitPid(String beginning) {
    long pid = Long.parseLong(awaitLine(beginning));
    Leftovers.track(pid);
    return pid;
  }

  /** Waits for its end and tells its raw exit code. */
  int awaitExit() throws InterruptedException {
    assertTrue(
        process.waitFor(Eventually.LONG.toMillis(), TimeUnit.MILLISECONDS),
        () -> "did not end: " + out() + err());
    return process.exitValue();
  }

  void signal(String name) throws IOException, InterruptedException {
    Shell.kill(name, pid());
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    Directories.delete(directory);
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to run, and how. */
  static final class Builder {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Builder(Class<?> main, Object... args) {
      if (Standby.isDefault()) {
        flags.add(Standby.FLAG);
        arguments.add(Prepared.class.getName());
      }
      arguments.add(main.getName());
      for (Object arg : args) {
        arguments.add(arg instanceof Notes notes ? notes.directory() : String.valueOf(arg));
      }
    }

    Builder jvm(String... more) {
      flags.addAll(List.of(more));
      return this;
    }

    /** Programs that run it, such as {@code setsid}. */
    Builder through(String... programs) {
      prefix.addAll(List.of(programs));
      return this;
    }

    Builder env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    TestJvm start() throws IOException {
      Path directory = Directories.temporary();
      List<String> command = new ArrayList<>(prefix);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      File nothing = new File("/dev/null");
      return new TestJvm(
          builder
              .redirectInput(nothing)
              .redirectOutput(directory.resolve("out").toFile())
              .redirectError(directory.resolve("err").toFile())
              .start(),
          directory);
    }
  }
}
