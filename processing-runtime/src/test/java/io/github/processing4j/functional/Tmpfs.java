package io.github.processing4j.functional;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system in memory, for root.
 *
 * @param path where it is mounted
 */
record Tmpfs(Path path) implements AutoCloseable {

  static Tmpfs mount(Path path, String size) throws IOException, InterruptedException {
    Files.createDirectory(path);
    Shell.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    return new Tmpfs(path);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Lazily: a process that was killed just now may still hold it.
    Shell.run("umount", "--lazy", path.toString());
  }
}
