package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * The session directory, where the JVMs of a tree meet, cannot be used: it is full, not writable, or
 * belongs to somebody else. The message names it and says what to do.
 */
public class SessionException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final String directory;

  /**
   * A session that cannot be.
   *
   * @param directory the path that cannot be used
   */
  public SessionException(String message, String directory, @Nullable Throwable cause) {
    super(message, cause);
    this.directory = directory;
  }

  /** The path that cannot be used. */
  public String directory() {
    return directory;
  }
}
