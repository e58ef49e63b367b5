package io.github.processing4j;

/**
 * Stands in for an exception of another JVM that could not be brought here as itself: its class is
 * missing on this side, the filter rejects it, or it cannot be written. It carries the type's name,
 * the message, and the stack trace as the other side printed it. It is also the cause of an exception
 * that was brought here from a worker of a {@link Pool}, and tells the trace of that.
 */
public class RemoteFailure extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final String remoteType;
  private final String remoteMessage;
  private final String remoteStack;

  /**
   * A stand-in.
   *
   * @param remoteType the class name of the exception
   * @param remoteMessage its message, or empty
   * @param remoteStack what {@link Throwable#printStackTrace()} printed there
   */
  public RemoteFailure(String remoteType, String remoteMessage, String remoteStack) {
    super(remoteMessage.isEmpty() ? remoteType : remoteType + ": " + remoteMessage);
    this.remoteType = remoteType;
    this.remoteMessage = remoteMessage;
    this.remoteStack = remoteStack;
  }

  /**
   * Tells where an exception was thrown that is its effect here.
   *
   * @param remoteType the class name of the exception
   * @param remoteMessage its message, or empty
   * @param remoteStack what {@link Throwable#printStackTrace()} printed there
   * @param where it was thrown, such as {@code Pool-1-1 (pid 4711)}
   */
  public RemoteFailure(String remoteType, String remoteMessage, String remoteStack, String where) {
    super(
        "in "
            + where
            + ": "
            + (remoteMessage.isEmpty() ? remoteType : remoteType + ": " + remoteMessage));
    this.remoteType = remoteType;
    this.remoteMessage = remoteMessage;
    this.remoteStack = remoteStack;
  }

  /** The class name of the exception. */
  public String remoteType() {
    return remoteType;
  }

  /** The message of the exception, or empty. */
  public String remoteMessage() {
    return remoteMessage;
  }

  /** The stack trace as the other side printed it. */
  public String remoteStack() {
    return remoteStack;
  }
}
