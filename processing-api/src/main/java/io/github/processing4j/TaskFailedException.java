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
    super("a task failed with " + cause, cause);
  }
}
