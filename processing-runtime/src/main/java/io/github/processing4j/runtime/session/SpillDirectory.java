package io.github.processing4j.runtime.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The second directory of a session, in {@code java.io.tmpdir}. The first JVM that needs it makes it
 * and notes its path in the first directory, for the others and for the sweeper.
 */
final class SpillDirectory {
  private static final String NOTE = "spill";
  private static final String SUFFIX = "-spill";
  private static final int MAX_LOOKS = 1000;
  private static final long LOOK_NANOS = 1_000_000;

  private SpillDirectory() {}

  static Path of(Path session) {
    try {
      Path noted = noted(session);
      if (noted != null) {
        return noted;
      }
      Path place = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
      if (session.startsWith(place)
          || Files.getFileStore(place).equals(Files.getFileStore(session))) {
        return session;
      }
      return make(session, SessionRoot.in(place));
    } catch (IOException e) {
      throw Session.full(session, e);
    }
  }

  /** The directory, if it was made already and is another than the first. */
  static @Nullable Path existing(Path session) {
    try {
      return noted(session);
    } catch (IOException e) {
      return null;
    }
  }

  private static Path make(Path session, Path root) throws IOException {
    String name = session.getFileName() + SUFFIX;
    Path made = root.resolve(name);
    Path note = session.resolve(NOTE);
    try {
      // Only one of several may make the note; the others wait until it is written.
      OwnerOnlyFiles.create(note);
    } catch (FileAlreadyExistsException e) {
      return await(session);
    }
    try {
      SessionRoot.newSession(root, name);
    } catch (RuntimeException e) {
      Files.deleteIfExists(note);
      throw e;
    }
    Files.writeString(note, made.toString());
    return made;
  }

  private static Path await(Path session) throws IOException {
    for (int looks = 0; looks < MAX_LOOKS; looks++) {
      Path noted = noted(session);
      if (noted != null) {
        return noted;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    // Who began to make it was killed.
    return session;
  }

  private static @Nullable Path noted(Path session) throws IOException {
    try {
      String path = new String(Files.readAllBytes(session.resolve(NOTE)), StandardCharsets.UTF_8);
      return path.isEmpty() ? null : Path.of(path);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Deletes the second directory of a session in which nobody lives. */
  static void deleteOf(Path session) {
    try {
      Path noted = noted(session);
      if (noted != null
          && noted.endsWith(session.getFileName() + SUFFIX)
          && Files.isDirectory(noted, LinkOption.NOFOLLOW_LINKS)) {
        Session.deleteTree(noted);
      }
    } catch (IOException e) {
      Log.of(SpillDirectory.class).debug("cannot delete what {} has spilled", session, e);
    }
  }
}
