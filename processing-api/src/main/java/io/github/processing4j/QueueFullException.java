package io.github.processing4j;

/**
 * Nothing could be put into a bounded queue, at once or in time: the {@code Full} of Python's
 * queues. The item was not put.
 */
public class QueueFullException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** An exception that says how long was waited, and for which bound. */
  public QueueFullException(String message) {
    super(message);
  }
}
