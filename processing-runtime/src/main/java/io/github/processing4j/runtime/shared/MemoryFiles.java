package io.github.processing4j.runtime.shared;

import io.github.processing4j.SegmentException;
import io.github.processing4j.SessionException;
import io.github.processing4j.runtime.memory.Home;
import io.github.processing4j.runtime.session.OutsideFiles;
import io.github.processing4j.runtime.session.OwnerOnlyFiles;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes and finds the files of shared memory.
 *
 * <p>A file is made in the session's directory, written through, and noted there; only then does it get
 * its name, at once: nobody sees half of it, and whoever makes it may be killed at any instant. Where the
 * name is on another file system that cannot be, and the name is first.
 */
final class MemoryFiles {
  private static final byte[] ZEROS = new byte[64 << 10];
  private static final int NAME_DIGITS = 6;

  private MemoryFiles() {}

  static Memory create(@Nullable String name, long bytes) {
    Session session = Home.session();
    Path directory = MemoryPlace.directory();
    if (directory.toFile().getUsableSpace() < bytes) {
      throw full(directory, bytes, null);
    }
    String note = OutsideFiles.newNote(session);
    try {
      if (MemoryPlace.isOneStore(session.directory(), directory)) {
        Memory made = createThenName(session, note, directory, name, bytes);
        if (made != null) {
          return made;
        }
      }
      return nameThenFill(session, note, directory, name, bytes);
    } catch (FileAlreadyExistsException e) {
      throw new SegmentException(
          "there is shared memory named '"
              + name
              + "' already: attach it, unlink it, or take another"
              + " name",
          String.valueOf(e.getFile()),
          e);
    } catch (IOException | SessionException e) {
      throw full(directory, bytes, e);
    }
  }

  /** Null if there are no links on this file system. */
  private static @Nullable Memory createThenName(
      Session session, String note, Path directory, @Nullable String name, long bytes)
      throws IOException {
    Path unnamed = session.directory().resolve(note + ".new");
    OwnerOnlyFiles.create(unnamed);
    try {
      fill(unnamed, bytes);
      String identity = identityOf(unnamed);
      while (true) {
        String chosen = name != null ? name : random();
        Path path = directory.resolve(chosen);
        Memory made = null;
        OutsideFiles.note(session, note, path, identity);
        try {
          Files.createLink(path, unnamed);
          made = new Memory(chosen, note, identity, MappedFile.open(unnamed, path, identity));
          return made;
        } catch (FileAlreadyExistsException e) {
          if (name != null) {
            throw e;
          }
        } catch (FileSystemException | UnsupportedOperationException e) {
          return null;
        } finally {
          if (made == null) {
            OutsideFiles.delete(path, identity);
            session.deleteFiles(note);
          }
        }
      }
    } finally {
      unnamed.toFile().delete();
    }
  }

  private static Memory nameThenFill(
      Session session, String note, Path directory, @Nullable String name, long bytes)
      throws IOException {
    String chosen = name != null ? name : random();
    Path path = directory.resolve(chosen);
    while (!isCreated(path, name == null)) {
      chosen = random();
      path = directory.resolve(chosen);
    }
    try {
      setSize(path, bytes);
      String identity = identityOf(path);
      OutsideFiles.note(session, note, path, identity);
      fill(path, bytes);
      return new Memory(chosen, note, identity, MappedFile.open(path, path, identity));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      session.deleteFiles(note);
      throw e;
    }
  }

  private static boolean isCreated(Path path, boolean mayFail) throws IOException {
    try {
      OwnerOnlyFiles.create(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (mayFail) {
        return false;
      }
      throw e;
    }
  }

  private static String identityOf(Path file) throws IOException {
    String identity = OutsideFiles.identity(file);
    if (identity == null) {
      throw new NoSuchFileException(file.toString());
    }
    return identity;
  }

  private static void setSize(Path path, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  /** Writes all of it, so that no access finds the disk full. */
  private static void fill(Path path, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (long left = bytes; left > 0; left -= ZEROS.length) {
        file.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
      }
    }
  }

  private static String random() {
    StringBuilder name = new StringBuilder("p4j_");
    for (int i = 0; i < NAME_DIGITS; i++) {
      name.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
    }
    return name.toString();
  }

  private static SegmentException full(Path directory, long bytes, @Nullable Exception e) {
    return new SegmentException(
        "no shared memory of "
            + bytes
            + " bytes in "
            + directory
            + ", which has room for "
            + directory.toFile().getUsableSpace()
            + (e == null ? "" : " (" + e.getMessage() + ")")
            + ": free some space, or in a container give it more, as by docker run --shm-size",
        directory.toString(),
        e);
  }

  static Memory attach(String name) {
    Path path = MemoryPlace.directory().resolve(name);
    String identity = OutsideFiles.identity(path);
    if (identity == null) {
      boolean other = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      throw new SegmentException(
          other
              ? path + " is a link or a directory, not shared memory"
              : "there is no shared memory named '" + name + "': no file " + path,
          path.toString(),
          null);
    }
    return new Memory(name, Memory.NO_NOTE, identity, open(path, identity));
  }

  /**
   * Opens what was there.
   *
   * @throws SegmentException if it is not any more, or cannot be used
   */
  static MappedFile open(Path path, String identity) {
    try {
      MemoryPlace.requireOurs(path);
      if (path.toFile().length() == 0) {
        throw new SegmentException(
            path + " is empty: whoever makes it has not given it a size yet",
            path.toString(),
            null);
      }
      return MappedFile.open(path, path, identity);
    } catch (NoSuchFileException e) {
      throw new SegmentException(
          "the shared memory "
              + path
              + " is gone: somebody has unlinked it, or the processes that"
              + " made it have ended",
          path.toString(),
          e);
    } catch (IOException e) {
      throw new SegmentException(
          "cannot open the shared memory " + path + " (" + e + ")", path.toString(), e);
    }
  }
}
