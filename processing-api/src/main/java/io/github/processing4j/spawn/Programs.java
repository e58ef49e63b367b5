package io.github.processing4j.spawn;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Programs of this machine: where they are, and how one that runs is ended by its pid. */
final class Programs {
  /** Names the Python to use. */
  static final String PYTHON_VARIABLE = "PROCESSING4J_PYTHON";

  static final boolean WINDOWS = File.separatorChar == '\\';

  private static final List<String> PYTHONS =
      WINDOWS ? List.of("py", "python", "python3") : List.of("python3", "python");

  private Programs() {}

  static String python() {
    return python(System.getenv(PYTHON_VARIABLE), System.getenv("PATH"));
  }

  /**
   * The same for other values of the variables.
   *
   * @param named null or empty if the variable is not set
   */
  static String python(@Nullable String named, @Nullable String path) {
    if (named != null && !named.isBlank()) {
      String found = find(named, path);
      if (found == null) {
        throw new SubprocessStartException(
            PYTHON_VARIABLE + " names '" + named + "', which is no program",
            named,
            List.of(named),
            null);
      }
      return found;
    }
    for (String name : PYTHONS) {
      String found = find(name, path);
      if (found != null) {
        return found;
      }
    }
    throw new SubprocessStartException(
        "there is no Python: none of "
            + PYTHONS
            + " is on the PATH "
            + path
            + "; install one, or name its path in the environment variable "
            + PYTHON_VARIABLE,
        PYTHONS.get(0),
        PYTHONS,
        null);
  }

  /** The file of a program that is a path, or a name to be looked up; null if there is none. */
  static @Nullable String find(String program, @Nullable String path) {
    if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
      return executable(program);
    }
    if (path == null) {
      return null;
    }
    for (String directory : path.split(File.pathSeparator, -1)) {
      String found = executable(directory.isEmpty() ? program : directory + "/" + program);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String executable(String file) {
    for (String suffix : WINDOWS ? List.of(".exe", "") : List.of("")) {
      try {
        Path path = Path.of(file + suffix).toAbsolutePath();
        if (Files.isExecutable(path) && !Files.isDirectory(path)) {
          return path.toString();
        }
      } catch (InvalidPathException e) {
        // An entry of the PATH that is no path; programs cannot be there.
      }
    }
    return null;
  }

  static Path folderOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      throw new IllegalArgumentException("the code of " + type + " is in no file: " + location);
    }
    try {
      Path code = Path.of(location.toURI()).toAbsolutePath();
      Path parent = code.getParent();
      return Files.isDirectory(code) || parent == null ? code : parent;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the code of " + type + " is at " + location, e);
    }
  }

  static boolean end(long pid, boolean forcibly) {
    if (pid <= 0) {
      throw new IllegalArgumentException("pid " + pid + ": must be positive");
    }
    if (pid == ProcessHandle.current().pid()) {
      throw new IllegalArgumentException(
          "pid " + pid + " is that of this program: use System.exit");
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isPresent()
        && (forcibly ? process.get().destroyForcibly() : process.get().destroy());
  }
}
