package io.github.processing4j.runtime.session;

import io.github.processing4j.SessionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The second directory of a session, in {@code java.io.tmpdir}. The first JVM that needs one notes in the
 * first directory where it is to be, for the others and for the sweeper: the note is there all at once
 * or not at all, and counts for all, so that nobody waits for one who was killed meanwhile. Whoever does
 * not find the directory makes it.
 */
final class SpillDirectory {
  static final String SUFFIX = "-spill";

  private static final String NOTE = "spill";

  /** In the second directory, the path of the first: no other tree sweeps it while that is there. */
  private static final String OWNER = "of";

  private SpillDirectory() {}

  static Path of(Path session) {
    try {
      Path noted = noted(session);
      if (noted == null) {
        noted = note(session, choose(session));
      }
      if (!noted.equals(session)) {
        make(session, noted);
      }
      return noted;
    } catch (IOException e) {
      throw Session.full(session, e);
    }
  }

  /** The directory, if it was made already and is another than the first. */
  static @Nullable Path existing(Path session) {
    try {
      Path noted = noted(session);
      return noted != null && !noted.equals(session) && isDirectory(noted) ? noted : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether the session is there to which a second directory belongs. */
  static boolean isOwned(Path directory) throws IOException {
    try {
      return isDirectory(Path.of(Files.readString(directory.resolve(OWNER))));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Path choose(Path session) throws IOException {
    Path place = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    if (session.startsWith(place)
        || Files.getFileStore(place).equals(Files.getFileStore(session))) {
      return session;
    }
    return SessionRoot.in(place).resolve(session.getFileName() + SUFFIX);
  }

  /** Notes a choice; what is noted after that, which may be another's. */
  private static Path note(Path session, Path chosen) throws IOException {
    Path note = session.resolve(NOTE);
    Path draft =
        session.resolve(
            NOTE + "-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
    try {
      OwnerOnlyFiles.write(draft, chosen.toString().getBytes(StandardCharsets.UTF_8));
      try {
        Files.createLink(note, draft);
      } catch (FileAlreadyExistsException e) {
        // Another was first.
      } catch (UnsupportedOperationException | FileSystemException e) {
        // No such links here.
        if (Files.notExists(note)) {
          Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } finally {
      Files.deleteIfExists(draft);
    }
    Path noted = noted(session);
    if (noted == null) {
      throw new NoSuchFileException(note.toString());
    }
    return noted;
  }

  private static void make(Path session, Path directory) throws IOException {
    Path root = directory.getParent();
    Path place = root == null ? null : root.getParent();
    if (root == null || place == null) {
      throw new IOException(session.resolve(NOTE) + " names " + directory);
    }
    if (!isDirectory(directory)) {
      SessionRoot.in(place);
      try {
        SessionRoot.newSession(root, String.valueOf(directory.getFileName()));
        OwnerOnlyFiles.write(
            directory.resolve(OWNER), session.toString().getBytes(StandardCharsets.UTF_8));
      } catch (SessionException e) {
        // Perhaps another has made it meanwhile.
        if (!isDirectory(directory)) {
          throw e;
        }
      }
    }
    requireOwner(Files.getOwner(session), root);
    requireOwner(Files.getOwner(session), directory);
  }

  private static void requireOwner(UserPrincipal owner, Path directory) throws IOException {
    UserPrincipal found = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
    if (!found.equals(owner)) {
      throw new IOException(directory + " belongs to " + found + ": somebody else made it");
    }
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
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
      if (noted != null && noted.endsWith(session.getFileName() + SUFFIX) && isDirectory(noted)) {
        Session.deleteTree(noted);
      }
    } catch (IOException e) {
      Log.of(SpillDirectory.class).debug("cannot delete what {} has spilled", session, e);
    }
  }
}
