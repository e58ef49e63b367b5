package io.github.processing4j.runtime.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The open descriptors of this JVM, where Linux tells. */
final class Descriptors {
  private static final Path ALL = Path.of("/proc/self/fd");

  private Descriptors() {}

  static List<String> open() throws IOException {
    if (!Files.isDirectory(ALL)) {
      return List.of();
    }
    try (Stream<Path> open = Files.list(ALL)) {
      return open.map(Descriptors::target).toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed";
    }
  }
}
