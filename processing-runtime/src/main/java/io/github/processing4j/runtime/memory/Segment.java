package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mapped file of the session.
 *
 * <pre>
 *    0  long  magic, written last
 *    8  int   version
 *   12  int   kind: what is behind the header
 *   16  long  size of the file in bytes
 *   24  long  id, unique in the session
 *   32  long  id of the object that it is a part of; 0 for none
 *   64        what it holds
 * </pre>
 *
 * <p>All of it is written at creation, so that no access finds the disk full. The mapping lives for as
 * long as its buffer can be reached: it is never unmapped under a thread that uses it.
 */
public final class Segment {
  /** Where what it holds begins. */
  public static final int BODY = 64;

  static final int VERSION = 1;
  static final int VERSION_AT = 8;
  static final int KIND_AT = 12;
  static final int SIZE_AT = 16;
  static final int ID_AT = 24;
  static final int OWNER_AT = 32;

  /** {@code P4J-SEG} and a byte that tells the order of bytes. */
  static final long MAGIC = 0x50344a2d53454701L;

  private static final AtomicLong COUNT = new AtomicLong();
  private static final int COUNT_BITS = 32;

  private final SegmentName name;
  private final Path file;
  private final ByteBuffer memory;

  private Segment(SegmentName name, Path file, ByteBuffer memory) {
    this.name = name;
    this.file = file;
    this.memory = memory;
  }

  /**
   * Makes a segment.
   *
   * @param kind what it holds
   * @param bytes with the header, at most {@link Integer#MAX_VALUE}
   * @throws SegmentException if there is no room
   */
  public static Segment create(Session session, int kind, long bytes) {
    return create(session, newId(session), kind, bytes);
  }

  /** An id that no segment had, for one whose name is noted somewhere before it is made. */
  public static long newId(Session session) {
    return session.slot() << COUNT_BITS | COUNT.incrementAndGet();
  }

  /** The slot of the JVM that made the id. */
  public static long maker(long id) {
    return id >>> COUNT_BITS;
  }

  /**
   * Makes the segment with an id of {@link #newId}.
   *
   * @param kind what it holds
   * @param bytes with the header, at most {@link Integer#MAX_VALUE}
   * @throws SegmentException if there is no room
   */
  public static Segment create(Session session, long id, int kind, long bytes) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new SegmentException(
          bytes + " bytes are more than one segment can hold: 2 GiB", "", null);
    }
    boolean spilled = !SegmentPlace.hasRoom(session, bytes);
    SegmentName name = nameOf(session, id, spilled);
    try {
      Path path = name.path(session);
      try {
        return create(name, path, kind, id, bytes);
      } catch (IOException e) {
        Files.deleteIfExists(path);
        if (spilled || session.spillDirectory().equals(session.directory())) {
          throw e;
        }
        name = nameOf(session, id, true);
        path = name.path(session);
        try {
          return create(name, path, kind, id, bytes);
        } catch (IOException again) {
          Files.deleteIfExists(path);
          throw again;
        }
      }
    } catch (IOException e) {
      throw SegmentPlace.full(session, bytes, e);
    }
  }

  /** The name of the segment with this id. */
  public static SegmentName nameOf(Session session, long id, boolean spilled) {
    return new SegmentName(
        String.valueOf(session.directory().getFileName()), spilled, fileName(id));
  }

  private static String fileName(long id) {
    long count = id & (1L << COUNT_BITS) - 1;
    return Long.toString(id >> COUNT_BITS, 36) + "-" + Long.toString(count, 36) + ".seg";
  }

  private static Segment create(SegmentName name, Path path, int kind, long id, long bytes)
      throws IOException {
    ByteBuffer memory = SegmentPlace.createMapped(path, bytes);
    Words.setIntPlain(memory, VERSION_AT, VERSION);
    Words.setIntPlain(memory, KIND_AT, kind);
    Words.setPlain(memory, SIZE_AT, bytes);
    Words.setPlain(memory, ID_AT, id);
    Words.setVolatile(memory, 0, MAGIC);
    return new Segment(name, path, memory);
  }

  /**
   * Opens a segment that another JVM has made, or this one.
   *
   * @throws SegmentException if it is gone, or not what it should be
   */
  public static Segment open(Session session, SegmentName name, int kind) {
    Path path = name.path(session);
    try {
      requireOurs(session, path);
      ByteBuffer memory = map(path);
      verify(memory, kind, path);
      return new Segment(name, path, memory);
    } catch (IOException e) {
      throw new SegmentException(
          "cannot open the segment "
              + path
              + " ("
              + e
              + "): it was closed by all who used it, or its tree of processes has ended",
          path.toString(),
          e);
    }
  }

  /** The directory is for its owner alone; this is against what root or a mistake puts there. */
  private static void requireOurs(Session session, Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new SegmentException(
            path + " is a link or a directory, not a segment: somebody else made it",
            path.toString(),
            null);
      }
      return;
    }
    Object owner;
    Object ours;
    try {
      owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      ours = Files.getAttribute(session.directory(), "unix:uid");
    } catch (UnsupportedOperationException e) {
      // No such platform.
      return;
    }
    if (!owner.equals(ours)) {
      throw new SegmentException(
          "the segment " + path + " belongs to user " + owner + ": somebody else made it",
          path.toString(),
          null);
    }
  }

  private static void verify(ByteBuffer memory, int kind, Path path) {
    String wrong = null;
    if (memory.capacity() < BODY) {
      wrong = "is truncated to " + memory.capacity() + " bytes";
    } else if (Words.getVolatile(memory, 0) != MAGIC) {
      wrong = "is no segment of processing4j on this kind of machine";
    } else if (Words.getIntPlain(memory, VERSION_AT) != VERSION) {
      wrong =
          "has version "
              + Words.getIntPlain(memory, VERSION_AT)
              + ", not "
              + VERSION
              + ": another version of the library made it; use one version in all processes";
    } else if (Words.getPlain(memory, SIZE_AT) != memory.capacity()) {
      wrong =
          "is truncated: it has "
              + memory.capacity()
              + " bytes of "
              + Words.getPlain(memory, SIZE_AT);
    } else if (Words.getIntPlain(memory, KIND_AT) != kind) {
      wrong = "is of kind " + Words.getIntPlain(memory, KIND_AT) + ", not " + kind;
    }
    if (wrong != null) {
      throw new SegmentException("the segment " + path + " " + wrong, path.toString(), null);
    }
  }

  /** Maps a whole file. The thread is the user's: an interrupt is kept for later. */
  static ByteBuffer map(Path path) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        // By a channel, which does not make a file that is gone.
        try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          return file.map(FileChannel.MapMode.READ_WRITE, 0, file.size())
              .order(ByteOrder.nativeOrder());
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Notes the object that it is a part of: without that it is of no use. */
  public Segment partOf(long objectId) {
    Words.setVolatile(memory, OWNER_AT, objectId);
    return this;
  }

  /** Its name. */
  public SegmentName name() {
    return name;
  }

  /** Its memory, header and all, in the order of the machine. Positions and limits are not to be set. */
  public ByteBuffer memory() {
    return memory;
  }

  /** Its id, unique in the session. */
  public long id() {
    return Words.getPlain(memory, ID_AT);
  }

  /** Deletes the file. Those who have it mapped may go on with it. */
  public void delete() {
    file.toFile().delete();
  }
}
