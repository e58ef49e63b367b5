package io.github.processing4j.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bare JVM: of the same JDK, with the same flags and class path, and with stdin, stdout and stderr
 * where ours has them, but with nothing of ours in it.
 */
public final class BareJava {
  /** What the table calls it. */
  public static final String NAME = "bare java";

  private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  private static final Pattern AGENT = Pattern.compile("-javaagent:.*|-agent(lib|path):.*|-Xrun.*");

  private BareJava() {}

  /** A launch of this main class. */
  public static ProcessBuilder of(Class<?> main, List<String> flags, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!AGENT.matcher(flag).matches()) {
        command.add(flag);
      }
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectInput(Redirect.from(NOWHERE))
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT);
  }

  /** Launches it and waits. */
  public static void run(ProcessBuilder builder) throws IOException, InterruptedException {
    int exitCode = builder.start().waitFor();
    if (exitCode != 0) {
      throw new IOException("exit code " + exitCode + " of " + String.join(" ", builder.command()));
    }
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
