package io.github.processing4j.runtime.memory;

import io.github.processing4j.SegmentException;

/**
 * The text of a handle: {@code kind role segment more}, with spaces between.
 *
 * @param kind one of {@link Kind}
 * @param role which end of the object
 * @param more what else the kind needs, without line ends
 */
public record HandleText(int kind, int role, SegmentName segment, String more) {

  /** As it travels. */
  @Override
  public String toString() {
    return kind + " " + role + " " + segment.text() + " " + more;
  }

  /** Reads it. */
  public static HandleText of(String text) {
    String[] parts = text.split(" ", 4);
    try {
      return new HandleText(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          SegmentName.of(parts[2]),
          parts[3]);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new SegmentException("malformed text of a handle: " + text, text, e);
    }
  }
}
