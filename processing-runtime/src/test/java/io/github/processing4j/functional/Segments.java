package io.github.processing4j.functional;

import io.github.processing4j.runtime.memory.Home;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files of what is shared in the session of this JVM. */
final class Segments {
  private Segments() {}

  static int count() {
    return names().size();
  }

  static Set<String> names() {
    String[] names =
        Home.session().directory().toFile().list((directory, name) -> name.endsWith(".seg"));
    return names == null ? new TreeSet<>() : new TreeSet<>(List.of(names));
  }
}
