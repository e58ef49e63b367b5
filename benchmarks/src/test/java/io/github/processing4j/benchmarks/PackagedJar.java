package io.github.processing4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the packaged jar as its users do. */
public final class PackagedJar {
  private final Path directory;

  /**
   * The jar.
   *
   * @param directory for what it prints
   */
  public PackagedJar(Path directory) {
    this.directory = directory;
  }

  /** What a run came to. */
  public record Ran(int exitCode, String output, String errors) {}

  /** Runs it to its end. */
  public Ran run(List<String> options) throws IOException, InterruptedException {
    return run(options, null);
  }

  /**
   * Runs it to its end.
   *
   * @param searchPath its {@code PATH}, or null for that of this JVM
   */
  public Ran run(List<String> options, String searchPath) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Path.of("target", "benchmarks.jar").toString()));
    command.addAll(options);
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command);
    if (searchPath != null) {
      builder.environment().put("PATH", searchPath);
    }
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    try {
      assertTrue(process.waitFor(220, TimeUnit.SECONDS), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    return new Ran(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
