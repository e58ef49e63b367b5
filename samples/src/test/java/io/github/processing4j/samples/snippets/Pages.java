package io.github.processing4j.samples.snippets;

import io.github.processing4j.samples.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation: {@code *.md} at the top, and all in {@code docs}. */
final class Pages {
  private Pages() {}

  static List<Path> all() throws IOException {
    Path root = Project.directory();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** As its readers name it: {@code docs/guide/frames.md}. */
  static String name(Path page) {
    return Project.directory().relativize(page).toString().replace('\\', '/');
  }
}
