package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * Something cannot be sent to another JVM. The message names the captured argument, argument or
 * field, and its class; nothing was started.
 */
public class NotSendableException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String className;

  /**
   * What cannot be sent, and where it sits.
   *
   * @param message the whole sentence
   * @param path where it sits, such as {@code captured argument 1, field Job.socket}
   * @param className the class of what cannot be sent
   */
  public NotSendableException(
      String message, String path, String className, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
    this.className = className;
  }

  /** Where it sits, such as {@code captured argument 1, field Job.socket}. */
  public String path() {
    return path;
  }

  /** The class of what cannot be sent. */
  public String className() {
    return className;
  }
}
