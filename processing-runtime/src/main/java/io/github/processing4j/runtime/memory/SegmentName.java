package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;
import io.github.processing4j.runtime.session.Session;
import java.nio.file.Path;

/**
 * Where a segment is.
 *
 * @param session the name of the session's directory
 * @param spilled whether it is in the session's second directory, for there was no room in the first
 * @param file the name of the file
 */
public record SegmentName(String session, boolean spilled, String file) {

  /** As it travels. */
  String text() {
    return session + "/" + (spilled ? "s" : "m") + "/" + file;
  }

  static SegmentName of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3 || parts[2].isEmpty() || parts[2].startsWith(".")) {
      throw new SegmentException("malformed name of a segment: " + text, text, null);
    }
    return new SegmentName(parts[0], parts[1].equals("s"), parts[2]);
  }

  /**
   * The file, for a JVM of the same tree.
   *
   * @throws SegmentException if this JVM is of another tree
   */
  Path path(Session ours) {
    String here = String.valueOf(ours.directory().getFileName());
    if (!here.equals(session)) {
      throw new SegmentException(
          "a handle of another tree of processes (its session is "
              + session
              + ", ours is "
              + here
              + "): handles of queues, locks and shared memory are for the processes that the maker"
              + " starts and their children",
          session,
          null);
    }
    return (spilled ? ours.spillDirectory() : ours.directory()).resolve(file);
  }

  /** Deletes the file, if it is there. Those who have it mapped may go on with it. */
  public void delete(Session ours) {
    path(ours).toFile().delete();
  }
}
