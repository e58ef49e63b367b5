package io.github.processing4j;

/** The other side of a link or connection does not hold the right key. Nothing of it was read. */
public class AuthenticationException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** A refusal, and why. */
  public AuthenticationException(String message) {
    super(message);
  }
}
