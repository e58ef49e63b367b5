package io.github.processing4j.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells of a process in {@code /proc}. */
public final class ProcFs {
  /** Why a row is missing where there is none. */
  public static final String NONE = "needs /proc/PID/smaps_rollup";

  private ProcFs() {}

  /** Whether this machine has what is read here. */
  public static boolean exists() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  /**
   * The memory that is given back when the process ends, because it shares it with nobody: {@code
   * Private_Clean} and {@code Private_Dirty}, in KiB.
   */
  public static long privateKib(long pid) throws IOException {
    long kib = 0;
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      if (line.startsWith("Private_Clean:") || line.startsWith("Private_Dirty:")) {
        kib += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kib;
  }

  /** The open descriptors of a process. */
  public static long descriptors(long pid) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return all.count();
    }
  }
}
