package io.github.processing4j.frame;

/**
 * How far a frame worker is. It goes from {@link #PROCESSING} to one of the others, once.
 *
 * <p>The texts are those that the workers of TouchDesigner's threading example put into their
 * queue.
 */
public enum Status {
  /** Not ended: it waits for a thread, or works. */
  PROCESSING("Processing"),
  /** It returned; the result is there. */
  READY("Ready"),
  /** It threw, its process died, or its time was over; the failure is there. */
  FAILED("Failed"),
  /** It was cancelled before it ended. */
  CANCELLED("Cancelled");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  /** Whether this is an end: anything but {@link #PROCESSING}. */
  public boolean isDone() {
    return this != PROCESSING;
  }

  /** The text for people: {@code Processing}, {@code Ready}, {@code Failed}, {@code Cancelled}. */
  @Override
  public String toString() {
    return text;
  }
}
