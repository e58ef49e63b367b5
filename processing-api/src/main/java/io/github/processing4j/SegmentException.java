package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * A file of shared memory cannot be used: it is gone, truncated, there already, of another version
 * of this library, or belongs to somebody else; or there is no room for it. The message names it
 * and says what to do.
 */
public class SegmentException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final String path;

  /**
   * A file that cannot be used.
   *
   * @param path the file
   */
  public SegmentException(String message, String path, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
  }

  /** The file that cannot be used. */
  public String path() {
    return path;
  }
}
