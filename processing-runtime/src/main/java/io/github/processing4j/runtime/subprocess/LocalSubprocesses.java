package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.runtime.launch.ThisProgram;
import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spi.ProgramCommand;
import io.github.processing4j.spi.SubprocessSpec;
import io.github.processing4j.spi.Subprocesses;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Launches programs by {@link ProcessBuilder}. */
public final class LocalSubprocesses implements Subprocesses {
  /** The only one there is. */
  public static final LocalSubprocesses INSTANCE = new LocalSubprocesses();

  private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

  private LocalSubprocesses() {}

  @Override
  public Subprocess start(SubprocessSpec spec) {
    Guardian guardian = spec.dieWithParent() ? Guardian.get() : null;
    Process process;
    try {
      process = builder(spec).start();
    } catch (IOException e) {
      throw FailedLaunch.diagnose(spec, e);
    }
    LocalSubprocess started = new LocalSubprocess(process, spec);
    if (guardian != null) {
      guardian.guard(process);
    }
    return started;
  }

  private static ProcessBuilder builder(SubprocessSpec spec) {
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.redirectInput(
        spec.stdin().equals(Redirect.DISCARD) ? Redirect.from(NOWHERE) : spec.stdin());
    builder.redirectOutput(spec.stdout());
    builder.redirectErrorStream(spec.stderrToStdout());
    if (!spec.stderrToStdout()) {
      builder.redirectError(spec.stderr());
    }
    Path directory = spec.directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    for (Map.Entry<String, @Nullable String> variable : spec.environment().entrySet()) {
      String value = variable.getValue();
      if (value == null) {
        builder.environment().remove(variable.getKey());
      } else {
        builder.environment().put(variable.getKey(), value);
      }
    }
    return builder;
  }

  @Override
  public ProgramCommand thisProgram(boolean withArguments) {
    return ThisProgram.find().command(withArguments);
  }

  @Override
  public Path programFolder() {
    return ThisProgram.find().folder();
  }
}
