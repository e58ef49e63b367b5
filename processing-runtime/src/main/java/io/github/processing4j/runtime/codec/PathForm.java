package io.github.processing4j.runtime.codec;

import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** How a path of the default file system travels, which Java serialization cannot write: by its name. */
final class PathForm implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;

  private PathForm(String name) {
    this.name = name;
  }

  /** Whether a value is such a path. */
  static boolean isPath(Object value) {
    return value instanceof Path path && path.getFileSystem() == FileSystems.getDefault();
  }

  static PathForm of(Object path) {
    return new PathForm(path.toString());
  }

  private Object readResolve() {
    return Path.of(name);
  }
}
