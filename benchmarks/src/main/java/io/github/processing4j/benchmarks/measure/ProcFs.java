package io.github.processing4j.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    return kib(pid, "Private_Clean:") + privateDirtyKib(pid);
  }

  /** The part of the private memory that it has written to: no file has it. */
  public static long privateDirtyKib(long pid) throws IOException {
    return kib(pid, "Private_Dirty:");
  }

  private static long kib(long pid, String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + key + " of process " + pid);
  }

  /** The CPU time of a process, of all its threads, in ticks of the system: mostly 10 ms. */
  public static long ticks(long pid) throws IOException {
    String[] fields = stat(Path.of("/proc", Long.toString(pid)));
    return Long.parseLong(fields[14 - 3]) + Long.parseLong(fields[15 - 3]);
  }

  /**
   * The CPU time of each thread of a process that lives, in nanoseconds: finer than {@link #ticks},
   * and without the threads that have ended.
   */
  public static Map<String, Long> threadNanos(long pid) throws IOException {
    Map<String, Long> nanos = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        try {
          String stat = Files.readString(thread.resolve("schedstat"));
          nanos.put(
              thread.getFileName().toString(),
              Long.parseLong(stat.substring(0, stat.indexOf(' '))));
        } catch (NoSuchFileException e) {
          // It ended meanwhile.
        }
      }
    }
    return nanos;
  }

  /** Whether a thread of the process runs, or would if a CPU or a disk were free; true if it is gone. */
  public static boolean isBusy(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        if (!stat(thread)[0].equals("S")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** The fields after the name, from the state on, which is field 3. */
  private static String[] stat(Path directory) throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    // The name, in parentheses, may hold spaces.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  /** The open descriptors of a process. */
  public static long descriptors(long pid) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return all.count();
    }
  }
}
