package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.spawn.SubprocessStartException;
import io.github.processing4j.spi.SubprocessSpec;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out why a program could not be launched, which the platform tells by a number at best. */
final class FailedLaunch {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private FailedLaunch() {}

  static SubprocessStartException diagnose(SubprocessSpec spec, IOException cause) {
    String program = spec.command().get(0);
    Path directory = spec.directory();
    if (directory != null && !Files.isDirectory(directory)) {
      String what = Files.exists(directory) ? " is no directory" : " is not there";
      return failed(spec, directory.toString(), "the working directory " + directory + what, cause);
    }
    for (Redirect redirect : List.of(spec.stdin(), spec.stdout(), spec.stderr())) {
      String wrong = wrongFile(redirect);
      if (wrong != null) {
        return failed(spec, String.valueOf(redirect.file()), wrong, cause);
      }
    }
    String wrong = wrongProgram(program, directory);
    return failed(
        spec,
        program,
        wrong != null ? wrong : "cannot launch " + program + ": " + cause.getMessage(),
        cause);
  }

  private static SubprocessStartException failed(
      SubprocessSpec spec, String culprit, String message, IOException cause) {
    return new SubprocessStartException(
        message + "; the command was " + spec.command(), culprit, spec.command(), cause);
  }

  private static @Nullable String wrongFile(Redirect redirect) {
    File file = redirect.file();
    if (file == null || redirect.equals(Redirect.DISCARD)) {
      return null;
    }
    boolean usable =
        redirect.type() == Redirect.Type.READ
            ? file.canRead() && !file.isDirectory()
            : file.canWrite() && !file.isDirectory();
    return usable
        ? null
        : "the file " + file + (file.exists() ? " may not be opened" : " is not there");
  }

  private static @Nullable String wrongProgram(String program, @Nullable Path directory) {
    if (program.indexOf('/') < 0 && program.indexOf(File.separatorChar) < 0) {
      return wrongOnPath(program);
    }
    try {
      Path file = Path.of(program);
      Path seen = directory == null || WINDOWS ? file : directory.resolve(file);
      if (!Files.exists(seen)) {
        return "there is no program " + seen.toAbsolutePath();
      }
      if (Files.isDirectory(seen)) {
        return seen.toAbsolutePath() + " is a directory, no program";
      }
      return Files.isExecutable(seen) ? null : "no permission to execute " + seen.toAbsolutePath();
    } catch (InvalidPathException e) {
      return "'" + program + "' is no path of a program";
    }
  }

  private static @Nullable String wrongOnPath(String program) {
    String path = System.getenv("PATH");
    String forbidden = null;
    for (String entry : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      File file = new File(entry, program);
      if (file.isFile()) {
        if (WINDOWS || file.canExecute()) {
          return null;
        }
        forbidden = file.getPath();
      }
    }
    return forbidden != null
        ? "no permission to execute " + forbidden
        : "there is no program '" + program + "' on the PATH " + path;
  }
}
