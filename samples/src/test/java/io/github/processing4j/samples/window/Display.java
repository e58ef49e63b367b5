package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.samples.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A screen that nobody sees: Xvfb, on the first display that is free. Where there is none the test
 * is skipped; in CI, on Linux, it fails.
 */
public final class Display implements AutoCloseable {
  private static final Path XVFB = Path.of("/usr/bin/Xvfb");

  private final Process server;
  private final String name;

  private Display(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Starts it. Blocks until it is ready. */
  public static Display open() throws IOException {
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
  public String name() {
    return name;
  }

  /**
   * Runs a {@code main} on this screen, in a JVM of its own, with the class path of the tests. It has
   * to end well and to complain of nothing.
   *
   * @return the {@code name=value} lines that it printed
   */
  public Map<String, String> told(Class<?> main, String... args) throws Exception {
    return told(List.of("-cp", System.getProperty("java.class.path")), main, args);
  }

  /** The same with other options of the JVM, and no class path but theirs. */
  public Map<String, String> told(List<String> options, Class<?> main, String... args)
      throws Exception {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env) && Files.exists(Path.of("/proc")), "Linux, for X11");
    List<String> command = new ArrayList<>(List.of(env.toString(), "DISPLAY=" + name, Ran.java()));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(args));
    return Ran.command(command).orFail().out().stream()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]));
  }

  @Override
  public void close() {
    server.destroy();
  }
}
