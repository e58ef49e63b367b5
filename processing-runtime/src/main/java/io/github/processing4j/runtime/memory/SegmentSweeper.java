package io.github.processing4j.runtime.memory;

import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Deletes the segments that only dead JVMs had used: those that a child made and nobody else holds, and
 * parts of an object that is gone; and what the dead had only begun to make. What the last living holder
 * closes goes at once, without this.
 *
 * <p>Segments are read, not mapped: a mapping stays until the garbage collector finds it, and how many a
 * process may have is limited.
 */
public final class SegmentSweeper {
  private static final String SUFFIX = ".seg";

  /** A segment is left alone while its maker may be about to enter itself. */
  private static final long BIRTH_MILLIS = 10_000;

  private final Session session;

  private SegmentSweeper(Session session) {
    this.session = session;
  }

  /** Lets go of what this JVM has for one that has ended. */
  public static void forget(long slot) {
    Doorbell.hangUp(slot);
  }

  /** Looks at all segments of a session. */
  public static void sweep(Session session) {
    try {
      new SegmentSweeper(session).sweep();
    } catch (IOException | RuntimeException e) {
      Log.of(SegmentSweeper.class).debug("cannot sweep {}", session.directory(), e);
    }
  }

  private void sweep() throws IOException {
    // Objects first: their parts go with them.
    Path spill = session.spillDirectoryOrNull();
    look(session.directory(), false, false);
    if (spill != null) {
      look(spill, true, false);
      look(spill, true, true);
    }
    look(session.directory(), false, true);
  }

  private void look(Path directory, boolean spilled, boolean parts) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        lookAt(file, spilled, parts);
      }
    }
  }

  private void lookAt(Path path, boolean spilled, boolean parts) {
    String file = path.getFileName().toString();
    long maker = maker(file);
    if (maker < 0) {
      return;
    }
    try (FileView view = new FileView(path)) {
      long magic = view.getLong(0);
      if (magic == 0) {
        // Its maker has not come to the end.
        if (!session.liveness().isAlive(maker)) {
          delete(spilled, file);
        }
        return;
      }
      boolean part = Kind.isPart(view.getInt(Segment.KIND_AT));
      if (magic == Segment.MAGIC
          && part == parts
          && (part ? !isThere(view.getLong(Segment.OWNER_AT)) : !SharedObject.isHeld(session, view))
          && isGrown(path, maker)) {
        delete(spilled, file);
      }
    } catch (IOException | UncheckedIOException e) {
      // It has just gone.
      Log.of(SegmentSweeper.class).debug("cannot look at {}", path, e);
    }
  }

  private boolean isThere(long object) {
    return object != 0 && (exists(object, false) || exists(object, true));
  }

  private boolean exists(long object, boolean spilled) {
    return (!spilled || session.spillDirectoryOrNull() != null)
        && Files.exists(Segment.nameOf(session, object, spilled).path(session));
  }

  private void delete(boolean spilled, String file) {
    new SegmentName(String.valueOf(session.directory().getFileName()), spilled, file)
        .delete(session);
  }

  /** The slot of the JVM that has made it, or -1 if its name is not one that we give. */
  private static long maker(String file) {
    try {
      return Long.parseLong(file.substring(0, Math.max(0, file.indexOf('-'))), 36);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private boolean isGrown(Path path, long maker) {
    return !session.liveness().isAlive(maker)
        || System.currentTimeMillis() - path.toFile().lastModified() > BIRTH_MILLIS;
  }
}
