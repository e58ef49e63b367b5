package io.github.processing4j.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where it was measured.
 *
 * @param loadAverage of the last minute before, or negative if it is not known
 * @param cpython its version, or null where it is no peer
 */
public record Machine(
    String jdk,
    List<String> jvmFlags,
    String os,
    int cores,
    String cpu,
    double loadAverage,
    @Nullable String cpython) {

  /** This one, with the CPython that takes part, if any. */
  public static Machine here(@Nullable String cpython) {
    return new Machine(
        System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.runtime.version")
            + " ("
            + System.getProperty("java.vendor")
            + ")",
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        cpython);
  }

  /** A few lines for people. */
  public String describe() {
    return String.join(
        "\n",
        "JDK:     " + jdk + (jvmFlags.isEmpty() ? "" : " with " + String.join(" ", jvmFlags)),
        "OS:      " + os,
        String.format(Locale.ROOT, "CPU:     %d cores, %s, load %.2f", cores, cpu, loadAverage)
            + (cpython == null ? "" : "\nCPython: " + cpython));
  }

  private static String cpuModel() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // Linux alone has the file.
    }
    return "unknown";
  }
}
