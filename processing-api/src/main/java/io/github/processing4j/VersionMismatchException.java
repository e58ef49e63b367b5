package io.github.processing4j;

/** The JVMs of a tree run different versions of this library. Give both the same. */
public class VersionMismatchException extends ProcessingException {
  private static final long serialVersionUID = 1;

  /** Which versions met. */
  public VersionMismatchException(String message) {
    super(message);
  }
}
