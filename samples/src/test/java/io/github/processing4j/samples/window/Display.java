package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A screen that nobody sees: Xvfb, on the first display that is free. Where there is none the test
 * is skipped; in CI, on Linux, it fails.
 */
final class Display implements AutoCloseable {
  private static final Path XVFB = Path.of("/usr/bin/Xvfb");

  private final Process server;
  private final String name;

  private Display(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  static Display open() throws IOException {
    if (!Files.isExecutable(XVFB)) {
      boolean linux = System.getProperty("os.name").equals("Linux");
      if (linux && Boolean.parseBoolean(System.getenv("CI"))) {
        fail("needs " + XVFB);
      }
      abort("needs " + XVFB);
    }
    Process server =
        new ProcessBuilder(
                XVFB.toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Not to be closed: Xvfb would die of a write to it.
    BufferedReader out = server.inputReader();
    String number = out.readLine(); // written when it is ready
    assertFalse(number == null, "Xvfb did not start");
    return new Display(server, ":" + number);
  }

  /** What the variable {@code DISPLAY} says. */
  String name() {
    return name;
  }

  @Override
  public void close() {
    server.destroy();
  }
}
