package io.github.processing4j;

/**
 * A handle was used after its {@code close()}, or closed by another thread while this one waited in
 * it. Copies of the handle in other processes are not affected.
 *
 * @apiNote A closed {@link io.github.processing4j.connection.Connection} throws an {@link
 *     java.io.IOException} instead, as all of its methods do.
 */
public class ClosedHandleException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** An exception that names the handle. */
  public ClosedHandleException(String message) {
    super(message);
  }
}
