package io.github.processing4j.benchmarks.child;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the time of a target's first statement where its parent can read it. */
final class Stamp {
  private Stamp() {}

  static void write(String path, long nanos) throws IOException {
    try (FileOutputStream out = new FileOutputStream(path)) {
      out.write(Long.toString(nanos).getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
