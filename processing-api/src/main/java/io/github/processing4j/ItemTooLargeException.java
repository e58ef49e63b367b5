package io.github.processing4j;

/** An item, once written, is larger than its queue allows. It was not put; the queue goes on. */
public class ItemTooLargeException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final long sizeBytes;
  private final long limitBytes;

  /**
   * What was too large for what.
   *
   * @param sizeBytes the size of the written item
   * @param limitBytes the largest size that the queue takes
   */
  public ItemTooLargeException(String message, long sizeBytes, long limitBytes) {
    super(message);
    this.sizeBytes = sizeBytes;
    this.limitBytes = limitBytes;
  }

  /** The size of the written item, in bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** The largest size that the queue takes, in bytes. */
  public long limitBytes() {
    return limitBytes;
  }
}
