package io.github.processing4j.functional;

import io.github.processing4j.runtime.memory.Home;
import java.io.File;
import java.util.Arrays;
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

  static long bytes() {
    File directory = Home.session().directory().toFile();
    File[] files = directory.listFiles((in, name) -> name.endsWith(".seg"));
    return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
  }
}
