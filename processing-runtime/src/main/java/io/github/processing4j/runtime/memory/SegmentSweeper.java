package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Deletes the segments that only dead JVMs had used: those that a child made and nobody else holds, and
 * parts of an object that is gone. What the last living holder closes goes at once, without this.
 */
public final class SegmentSweeper {
  private static final String SUFFIX = ".seg";

  /** A segment is left alone while its maker may be about to enter itself. */
  private static final long BIRTH_MILLIS = 10_000;

  private final Session session;
  private final Set<Long> objects = new HashSet<>();
  private boolean complete = true;

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
    SegmentName name =
        new SegmentName(String.valueOf(session.directory().getFileName()), spilled, file);
    try {
      ByteBuffer memory = Segment.map(path);
      if (memory.capacity() < Segment.BODY || Words.getVolatile(memory, 0) != Segment.MAGIC) {
        return;
      }
      int kind = Words.getIntPlain(memory, Segment.KIND_AT);
      boolean part = Kind.isPart(kind);
      if (part != parts) {
        return;
      }
      boolean gone =
          part
              ? !objects.contains(Words.getPlain(memory, Segment.OWNER_AT))
              : !SharedObject.isHeld(session, memory);
      if (gone && (complete || !part) && isGrown(path, file)) {
        name.delete(session);
      } else if (!part) {
        objects.add(Words.getPlain(memory, Segment.ID_AT));
      }
    } catch (IOException | SegmentException e) {
      // It has just gone; or else nobody knows what its parts belong to.
      complete &= !Files.exists(path);
    }
  }

  private boolean isGrown(Path path, String file) {
    long maker = Long.parseLong(file.substring(0, file.indexOf('-')), 36);
    return !session.liveness().isAlive(maker)
        || System.currentTimeMillis() - path.toFile().lastModified() > BIRTH_MILLIS;
  }
}
