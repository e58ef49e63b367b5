package io.github.processing4j.samples;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this project are, whatever the working directory of the tests. */
public final class Project {
  private Project() {}

  /** The root: the nearest directory above that has a licence and documentation. */
  public static Path directory() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null
        && !(Files.exists(at.resolve("LICENSE")) && Files.isDirectory(at.resolve("docs")))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("no project above " + Path.of("").toAbsolutePath());
    }
    return at;
  }
}
