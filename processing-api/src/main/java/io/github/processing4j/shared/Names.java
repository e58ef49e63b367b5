package io.github.processing4j.shared;

import java.nio.charset.StandardCharsets;

/** Names of shared memory: file names in one directory. */
final class Names {
  private static final int MAX_BYTES = 255;

  private Names() {}

  static void check(String name) {
    boolean ok =
        !name.isEmpty()
            && name.indexOf('/') < 0
            && name.indexOf('\\') < 0
            && name.indexOf('\0') < 0
            && !name.equals(".")
            && !name.equals("..")
            && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    if (!ok) {
      throw new IllegalArgumentException(
          "shared memory named '"
              + name
              + "': 1 to "
              + MAX_BYTES
              + " bytes, of a file name, without a slash");
    }
  }
}
