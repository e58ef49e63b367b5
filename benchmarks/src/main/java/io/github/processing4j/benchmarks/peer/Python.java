package io.github.processing4j.benchmarks.peer;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CPython that is installed.
 *
 * @param executable not a launcher in front of it
 * @param version as {@code 3.12.1}
 */
public record Python(String executable, String version) {
  private static final List<String> COMMANDS = List.of("python3", "python");
  private static final String WHO =
      "import sys, platform\n"
          + "print(sys.executable, platform.python_version(), platform.python_implementation(),"
          + " sep='\\n')";

  /** The first on the PATH, or null. */
  public static @Nullable Python find() throws InterruptedException {
    for (String command : COMMANDS) {
      Python found = ask(command);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Asks the interpreter itself where it is: what is on the PATH may be a script that looks for it. */
  private static @Nullable Python ask(String command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command, "-c", WHO).redirectError(Redirect.DISCARD).start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] lines = answer.split("\\R");
      return process.waitFor() == 0
              && lines.length == 3
              && lines[1].startsWith("3.")
              && lines[2].equals("CPython")
          ? new Python(lines[0], lines[1])
          : null;
    } catch (IOException e) {
      // Not on the PATH.
      return null;
    }
  }
}
