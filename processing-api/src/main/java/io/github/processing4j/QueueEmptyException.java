package io.github.processing4j;

/** Nothing could be taken from a queue, at once or in time: the {@code Empty} of Python. */
public class QueueEmptyException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** An exception that says how long was waited. */
  public QueueEmptyException(String message) {
    super(message);
  }
}
