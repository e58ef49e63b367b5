package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * What another process sent cannot be read here: a class of it is missing or differs, the filter of
 * {@link Processing#setSerialFilter} refuses it, or a {@link Codec} failed. The cause tells which.
 * It was taken and is lost; the queue goes on.
 */
public class NotReadableException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** What cannot be read, and why. */
  public NotReadableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
