package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * JVM flags that a child gets from us, before all others, so that those of the user win. They change
 * nothing for the target; its own children do not inherit them. See docs/decisions.
 */
final class ChildFlags {
  /** The versions for which they were measured; later ones may not know a diagnostic flag. */
  private static final int FIRST_VERSION = 17;

  private static final int LAST_VERSION = 25;

  private ChildFlags() {}

  /** The flags of a child, or of a spare. */
  static List<String> of(JvmOptions options, boolean spare) {
    List<String> flags = new ArrayList<>();
    if (!isHotSpot() || options.javaHome() != null) {
      return flags;
    }
    int version = Runtime.version().feature();
    if (version >= FIRST_VERSION && version <= LAST_VERSION) {
      // The JDK's classes are mapped where they were dumped for: no patching of all their pointers,
      // and 8 MiB that children share.
      flags.add("-XX:+UnlockDiagnosticVMOptions");
      flags.add("-XX:ArchiveRelocationMode=0");
    }
    if (spare) {
      // Ends a millisecond sooner, which it would sleep, and does not wake 20 times a second.
      flags.add("-XX:-UsePerfData");
    }
    return flags;
  }

  /** Whether this JVM has the flags of HotSpot. */
  static boolean isHotSpot() {
    String vm = System.getProperty("java.vm.name", "");
    return vm.contains("HotSpot") || vm.contains("OpenJDK");
  }
}
