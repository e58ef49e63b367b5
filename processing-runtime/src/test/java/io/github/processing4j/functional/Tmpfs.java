package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system in memory, for root. Where root may not mount one, as in many containers, the
 * test is skipped, but not in CI.
 *
 * @param path where it is mounted
 */
record Tmpfs(Path path) implements AutoCloseable {

  static Tmpfs mount(Path path, String size) throws IOException, InterruptedException {
    Files.createDirectory(path);
    try {
      Shell.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    } catch (AssertionError e) {
      assumeTrue("true".equals(System.getenv("CI")), "needs the right to mount: " + e.getMessage());
      throw e;
    }
    return new Tmpfs(path);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Lazily: a process that was killed just now may still hold it.
    Shell.run("umount", "--lazy", path.toString());
  }
}
