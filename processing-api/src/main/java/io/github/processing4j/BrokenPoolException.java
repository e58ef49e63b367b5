package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Pool} cannot go on, for its workers cannot begin: their initializer fails, or their JVMs do
 * not start. All that waited fails with it; the cause tells why.
 */
public class BrokenPoolException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /**
   * Why a pool cannot go on.
   *
   * @param message the whole sentence
   */
  public BrokenPoolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
