package io.github.processing4j.functional;

import io.github.processing4j.runtime.memory.Home;

/** The files of what is shared in the session of this JVM. */
final class Segments {
  private Segments() {}

  static int count() {
    String[] names =
        Home.session().directory().toFile().list((directory, name) -> name.endsWith(".seg"));
    return names == null ? 0 : names.length;
  }
}
