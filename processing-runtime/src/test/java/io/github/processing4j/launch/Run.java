package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.spi.StartMethods;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a program ran.
 *
 * @param exit its exit code
 * @param out what it and its children wrote to stdout
 * @param err what they wrote to stderr
 */
record Run(int exit, String out, String err) {
  private static final long LIMIT_SECONDS = 120;

  /** The same without the colours of a terminal. */
  Run withoutColours() {
    String colour = "\u001b\\[[0-9;]*m";
    return new Run(exit, out.replaceAll(colour, ""), err.replaceAll(colour, ""));
  }

  /** The value that a line {@code key=value} gives, or null. */
  String fact(String key) {
    return facts().get(key);
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : out.split("\\R")) {
      int at = line.indexOf('=');
      if (at > 0) {
        facts.put(line.substring(0, at), plain(line.substring(at + 1)));
      }
    }
    return facts;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }

  /** Checks that all of the family ran well, and that nobody wrote to stderr. */
  Run requireFamily() {
    assertEquals("", err, this::toString);
    return requireFamilyRan();
  }

  /** The same, whatever is on stderr. */
  Run requireFamilyRan() {
    assertEquals(0, exit, this::toString);
    assertEquals("carried", fact("child.text"), this::toString);
    assertEquals("carried on", fact("grandchild.text"), this::toString);
    assertEquals("an argument", fact("other.text"), this::toString);
    for (String role : List.of("child", "grandchild", "other")) {
      assertEquals("0", fact(role + ".exit"), this::toString);
    }
    return this;
  }

  /** Checks that a fact is the same in main program, child and grandchildren. */
  Run requireEverywhere(String key, String value) {
    for (String role : List.of("main", "child", "grandchild", "other")) {
      assertEquals(value, fact(role + "." + key), () -> role + "." + key + " of " + this);
    }
    return this;
  }

  /** A run of a JVM of this test's own version, one that starts quickly. */
  static Builder java(String... arguments) {
    return plainJava("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC").and(arguments);
  }

  /** The same without flags of ours. */
  static Builder plainJava(String... arguments) {
    return new Builder().java(Path.of(System.getProperty("java.home")), arguments);
  }

  static Builder command(String... command) {
    return new Builder().and(command);
  }

  /** Builds a run and runs it. */
  static final class Builder {
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory;

    private Builder() {}

    private Builder java(Path home, String... arguments) {
      command.add(
          home.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java").toString());
      String startMethod = System.getProperty(StartMethods.PROPERTY);
      if (startMethod != null) {
        command.add("-D" + StartMethods.PROPERTY + "=" + startMethod);
      }
      return and(arguments);
    }

    Builder and(String... arguments) {
      command.addAll(Arrays.asList(arguments));
      return this;
    }

    Builder in(Path workingDirectory) {
      directory = workingDirectory;
      return this;
    }

    Builder env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Runs it to its end. */
    Run go() {
      try {
        Path out = Files.createTempFile("run", ".out");
        Path err = Files.createTempFile("run", ".err");
        try {
          return go(out, err);
        } finally {
          Files.delete(out);
          Files.delete(err);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private Run go(Path out, Path err) throws IOException, InterruptedException {
      ProcessBuilder builder = new ProcessBuilder(command);
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      // Each JVM would tell that it has seen them.
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "still running: " + command + "\n" + read(out) + "\n" + read(err));
        }
        return new Run(process.exitValue(), read(out), read(err));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }

    private static String read(Path file) throws IOException {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }
}
