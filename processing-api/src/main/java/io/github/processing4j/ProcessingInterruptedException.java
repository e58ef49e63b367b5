package io.github.processing4j;

/**
 * An ordinary interrupt came while a method of this library was waiting. The thread's interrupt flag
 * is set again when this is thrown.
 */
public class ProcessingInterruptedException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /**
   * An interrupt during {@code what}.
   *
   * @param what the call that was waiting
   */
  public ProcessingInterruptedException(String what, InterruptedException cause) {
    super("interrupted in " + what, cause);
  }
}
