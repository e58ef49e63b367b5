package io.github.processing4j.runtime.shared;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.memory.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where shared memory has its names: {@code /dev/shm}, which is where CPython opens them too; without it
 * {@code java.io.tmpdir}. The system property {@code processing4j.shm} names another directory.
 */
final class MemoryPlace {
  private static final String PROPERTY = "processing4j.shm";

  private MemoryPlace() {}

  static Path directory() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    Path shm = Path.of("/dev/shm");
    return Files.isDirectory(shm) && Files.isWritable(shm)
        ? shm
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** Whether a file can have a name in both directories. */
  static boolean isOneStore(Path directory, Path other) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return String.valueOf(directory.getRoot()).equals(String.valueOf(other.getRoot()));
    }
    return Files.getAttribute(directory, "unix:dev").equals(Files.getAttribute(other, "unix:dev"));
  }

  /** Refuses what another user has planted under a name that ours is told. */
  static void requireOurs(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object us = Files.getAttribute(Home.session().directory(), "unix:uid");
    if (!owner.equals(us)) {
      throw new SegmentException(
          "the shared memory "
              + file
              + " belongs to user "
              + owner
              + ", not to "
              + us
              + ": somebody else made it",
          file.toString(),
          null);
    }
  }
}
