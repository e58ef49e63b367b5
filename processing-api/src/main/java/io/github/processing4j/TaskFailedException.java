package io.github.processing4j;

/**
 * A task of a {@link Pool} threw a checked exception, which is the cause. Only the methods with Python's
 * names throw it; {@link AsyncResult#get()} throws an {@link java.util.concurrent.ExecutionException}
 * as every {@code Future} does.
 */
public class TaskFailedException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** A task that threw {@code cause}. */
  public TaskFailedException(Throwable cause) {
    super("a task failed with " + text(cause), cause);
  }

  /** As it tells itself; which an exception of the program may fail at. */
  private static String text(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error e) {
      return thrown.getClass().getName();
    }
  }
}
