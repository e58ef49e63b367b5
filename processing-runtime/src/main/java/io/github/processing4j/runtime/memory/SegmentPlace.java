package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Where segments go: into memory while there is room, else to files that the system may write out. */
final class SegmentPlace {
  /** What is left for others where memory is short, as in a container with 64 MB of it. */
  private static final long RESERVE_BYTES = 8L << 20;

  private static final byte[] ZEROS = new byte[64 << 10];

  private SegmentPlace() {}

  static boolean hasRoom(Session session, long bytes) {
    long free = session.directory().toFile().getUsableSpace();
    return bytes + RESERVE_BYTES < free;
  }

  /** Makes a file in a directory that is for the owner alone, writes all of it and maps it. */
  static ByteBuffer createMapped(Path path, long bytes) throws IOException {
    if (!path.toFile().createNewFile()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (long left = bytes; left > 0; left -= ZEROS.length) {
        file.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
      }
    }
    return Segment.map(path);
  }

  static SegmentException full(Session session, long bytes, IOException e) {
    return new SegmentException(
        "no room for "
            + bytes
            + " bytes, neither in "
            + session.directory()
            + " nor in "
            + session.spillDirectory()
            + " ("
            + e.getMessage()
            + "): free some space, or name another place with -Dprocessing4j.dir=DIR",
        session.spillDirectory().toString(),
        e);
  }
}
