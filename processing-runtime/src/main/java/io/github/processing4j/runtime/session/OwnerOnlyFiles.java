package io.github.processing4j.runtime.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files that nobody else can read (0600), whatever the umask. */
public final class OwnerOnlyFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnlyFiles() {}

  /** Writes a new file. Not interruptible, unlike a channel. */
  static void write(Path file, byte[] content) throws IOException {
    create(file);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(content);
    }
  }

  /** Makes an empty file, which must not be there. */
  public static void create(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createFile(file, OWNER_ONLY);
    } else {
      Files.createFile(file);
    }
  }
}
