package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws beside the exceptions of {@code java.util.concurrent} and
 * {@code java.io}. Its message says what happened, to which process, and what to do.
 */
public class ProcessingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with a message alone. */
  public ProcessingException(String message) {
    super(message);
  }

  /** An exception with a message and what caused it. */
  public ProcessingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
