package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;

/** Checks children that were joined, so that no failed start counts as a quick one. */
final class Ended {
  private Ended() {}

  static void well(Process process) {
    Integer exitCode = process.getExitCode();
    if (exitCode == null || exitCode != 0) {
      throw new IllegalStateException(process.toString(), process.getFailure());
    }
    process.close();
  }
}
