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
 * @param startMethods as {@code fork}
 */
public record Python(String executable, String version, List<String> startMethods) {
  private static final List<String> COMMANDS = List.of("python3", "python");
  private static final String WHO =
      "import sys, platform, multiprocessing\n"
          + "print(sys.executable, platform.python_version(), platform.python_implementation(),"
          + " *multiprocessing.get_all_start_methods(), sep='\\n')";

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
      List<String> lines = answer.lines().toList();
      return process.waitFor() == 0
              && lines.size() > 3
              && lines.get(1).startsWith("3.")
              && lines.get(2).equals("CPython")
          ? new Python(lines.get(0), lines.get(1), lines.subList(3, lines.size()))
          : null;
    } catch (IOException e) {
      // Not on the PATH.
      return null;
    }
  }
}
