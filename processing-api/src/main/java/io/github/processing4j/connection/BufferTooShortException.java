package io.github.processing4j.connection;

import java.io.IOException;

/**
 * A message was longer than the buffer that it was to be received into. Nothing is lost: {@link
 * #message()} is the whole of it, and the connection goes on.
 *
 * <p>The {@code BufferTooShort} of Python's {@code multiprocessing}.
 */
public class BufferTooShortException extends IOException {
  private static final long serialVersionUID = 1;

  private final byte[] message;

  /**
   * A message that did not fit.
   *
   * @param message the whole of it; not copied
   * @param roomBytes what remained of the buffer
   */
  public BufferTooShortException(byte[] message, int roomBytes) {
    super("a message of " + message.length + " bytes for a buffer with room for " + roomBytes);
    this.message = message;
  }

  /** The whole message; not copied. */
  public byte[] message() {
    return message;
  }
}
