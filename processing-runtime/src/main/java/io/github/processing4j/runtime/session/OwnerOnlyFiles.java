package io.github.processing4j.runtime.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files that nobody else can read (0600), whatever the umask. */
final class OwnerOnlyFiles {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnlyFiles() {}

  static void write(Path file, byte[] content) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    ByteBuffer rest = ByteBuffer.wrap(content);
    try (SeekableByteChannel channel =
        posix ? Files.newByteChannel(file, NEW, OWNER_ONLY) : Files.newByteChannel(file, NEW)) {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }
}
