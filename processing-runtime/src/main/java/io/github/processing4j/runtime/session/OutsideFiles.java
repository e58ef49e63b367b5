package io.github.processing4j.runtime.session;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Files outside of the session's directory that end with it: shared memory under names that other
 * programs know. Of each there is a note in the directory:
 *
 * <pre>
 *   line 1   its identity
 *   the rest its path
 * </pre>
 *
 * <p>Anybody may delete such a file and make another of the same name; that has another identity, and
 * is left alone.
 */
public final class OutsideFiles {
  private static final String SUFFIX = ".mem";
  private static final AtomicLong COUNT = new AtomicLong();

  private OutsideFiles() {}

  /** A name for a note, which nobody had before. */
  public static String newNote(Session session) {
    return session.slot() + "-" + Long.toString(COUNT.incrementAndGet(), 36) + SUFFIX;
  }

  /**
   * Notes that a file ends with the session.
   *
   * @throws io.github.processing4j.SessionException if there is no room for the note
   */
  public static void note(Session session, String note, Path file, String identity) {
    session.write(note, (identity + '\n' + file).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What tells a file from another that has its name later, as long as it keeps its size; without
   * spaces. Some file systems on disk give the number of a deleted file to the next one.
   *
   * @return null if there is none, or it is not a regular file
   */
  public static @Nullable String identity(Path file) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!is.isRegularFile()) {
        return null;
      }
      Object key = is.fileKey();
      String identity = (key != null ? key : is.creationTime()) + ",size=" + is.size();
      return identity.replace(' ', '_');
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Deletes a file if it has this identity.
   *
   * @throws IOException if it has, and cannot be deleted
   */
  public static void delete(Path file, String identity) throws IOException {
    if (identity.equals(identity(file))) {
      Files.deleteIfExists(file);
    }
  }

  /** Deletes those of a session in which nobody lives. */
  static void deleteOf(Path session) {
    String[] names = session.toFile().list();
    if (names == null) {
      return;
    }
    for (String name : names) {
      if (name.endsWith(SUFFIX)) {
        deleteNoted(session.resolve(name));
      }
    }
  }

  private static void deleteNoted(Path note) {
    try {
      String text = new String(Files.readAllBytes(note), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end > 0) {
        Path file = new File(text.substring(end + 1)).toPath();
        if (file.isAbsolute()) {
          delete(file, text.substring(0, end));
        }
      }
    } catch (IOException | RuntimeException e) {
      Log.of(OutsideFiles.class).debug("cannot delete what {} tells of", note, e);
    }
  }
}
