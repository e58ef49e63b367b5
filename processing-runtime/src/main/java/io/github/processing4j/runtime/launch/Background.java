package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a process is put into the background: by a tool that becomes the process itself. */
final class Background {
  private static final Path CHRT = Path.of("/usr/bin/chrt");

  private Background() {}

  /** What comes before the command. */
  static List<String> prefix(JvmOptions options) {
    return options.isBackground() && Files.isExecutable(CHRT)
        ? List.of(CHRT.toString(), "--idle", "0")
        : List.of();
  }
}
