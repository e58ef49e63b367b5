package io.github.processing4j.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What Linux is told about a process that runs, by the tools of util-linux. What its threads have, those have that
 * they start.
 */
enum Tuning {
  NONE,
  NICE,
  SCHED_IDLE,
  ONE_CORE;

  /** Does it to all threads that the process has. */
  void applyTo(long pid) throws IOException, InterruptedException {
    switch (this) {
      case NONE -> {}
      case NICE -> run(renice(pid));
      case SCHED_IDLE -> run(List.of("chrt", "--all-tasks", "--idle", "--pid", "0", "" + pid));
      case ONE_CORE -> run(List.of("taskset", "--all-tasks", "--cpu-list", "--pid", "0", "" + pid));
    }
  }

  /** A nice value is each thread's own. */
  private static List<String> renice(long pid) throws IOException {
    List<String> command = new ArrayList<>(List.of("renice", "-n", "10", "-p"));
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      threads.forEach(thread -> command.add(thread.getFileName().toString()));
    }
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!tool.waitFor(1, TimeUnit.MINUTES) || tool.exitValue() != 0) {
      tool.destroyForcibly();
      throw new IOException(String.join(" ", command) + ": no success");
    }
  }
}
