package io.github.processing4j.runtime.session;

import io.github.processing4j.SessionException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The user's directory that holds a directory per session, all of them for the owner alone.
 *
 * <p>It is in {@code /dev/shm} where there is one, else in {@code java.io.tmpdir}; the system
 * property {@code processing4j.dir} names another place.
 */
final class SessionRoot {
  static final String PLACE_PROPERTY = "processing4j.dir";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private SessionRoot() {}

  /** Where the root is to be made. */
  static Path place() {
    String given = System.getProperty(PLACE_PROPERTY);
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    Path shm = Path.of("/dev/shm");
    return Files.isDirectory(shm) && Files.isWritable(shm)
        ? shm
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** The root in {@code place}, made if it is not there. Its owner is not verified yet. */
  static Path in(Path place) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    Path root = place.resolve("processing4j-" + user);
    try {
      makeOwnerOnly(root);
    } catch (FileAlreadyExistsException e) {
      requireDirectory(root);
    } catch (IOException e) {
      throw new SessionException(
          "cannot make the session directory "
              + root
              + " ("
              + e
              + "): free some space, or name another place with -D"
              + PLACE_PROPERTY
              + "=DIR",
          root.toString(),
          e);
    }
    return root;
  }

  /**
   * Makes a new directory of a session and verifies with it that the root is ours: a directory that
   * we make belongs to us, so the root must have the same owner.
   */
  static Path newSession(Path root, String name) {
    Path session = root.resolve(name);
    try {
      makeOwnerOnly(session);
    } catch (IOException e) {
      throw foreignOrFull(root, e);
    }
    try {
      Object ours = Files.getOwner(session, LinkOption.NOFOLLOW_LINKS);
      Object roots = Files.getOwner(root, LinkOption.NOFOLLOW_LINKS);
      if (!ours.equals(roots)) {
        Files.deleteIfExists(session);
        throw new SessionException(
            "the session directory "
                + root
                + " belongs to "
                + roots
                + ", not to "
                + ours
                + ": somebody else made it. Remove it, or name another place with -D"
                + PLACE_PROPERTY
                + "=DIR",
            root.toString(),
            null);
      }
      if (isPosix(root)) {
        Files.setPosixFilePermissions(root, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw foreignOrFull(root, e);
    }
    return session;
  }

  static void makeOwnerOnly(Path directory) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(directory)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Files.createDirectory(directory, attributes);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void requireDirectory(Path root) {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new SessionException(
          "the session directory "
              + root
              + " is a link or a file, not a directory. Remove it, or name another place with -D"
              + PLACE_PROPERTY
              + "=DIR",
          root.toString(),
          null);
    }
  }

  private static SessionException foreignOrFull(Path root, IOException e) {
    return new SessionException(
        "cannot use the session directory "
            + root
            + " ("
            + e
            + "): it is full, not writable, or somebody else's. Free it, or name another place with -D"
            + PLACE_PROPERTY
            + "=DIR",
        root.toString(),
        e);
  }
}
