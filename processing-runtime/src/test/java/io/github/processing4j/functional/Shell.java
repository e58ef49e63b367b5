package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Native programs, run from outside as a user at a terminal would. */
final class Shell {
  private Shell() {}

  /** Runs a command, which must succeed, and tells what it printed. */
  static String run(String... command) throws IOException, InterruptedException {
    java.lang.Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> String.join(" ", command));
    assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ": " + output);
    return output;
  }

  /** Sends a signal to a process, or with a negative pid to a group. */
  static void kill(String signal, long pid) throws IOException, InterruptedException {
    run("kill", "-" + signal, "--", Long.toString(pid));
  }
}
