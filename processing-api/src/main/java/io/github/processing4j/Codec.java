package io.github.processing4j;

import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects as bytes and reads them back: what a queue sends its items by, if it is not to be
 * the codec of the library.
 *
 * <p>It travels with the handle of the queue, so it is serializable and every process has its own
 * copy. Called by many threads at once.
 *
 * @see QueueBuilder#codec(Codec)
 */
public interface Codec extends Serializable {

  /**
   * Writes a value.
   *
   * @param value queues never give null
   * @return the bytes, which the codec does not touch any more
   * @throws IOException if the value cannot be written; the caller of {@code put} gets {@link
   *     NotSendableException} with it as the cause, and the queue goes on
   */
  byte[] encode(@Nullable Object value) throws IOException;

  /**
   * Reads what {@link #encode} has written, often in another process.
   *
   * @param bytes the codec's to keep
   * @return the value; for queues not null
   * @throws IOException if the bytes cannot be read; who takes the item gets {@link
   *     NotReadableException} with it as the cause
   * @throws ClassNotFoundException if a class of the value is not known here
   */
  @Nullable Object decode(byte[] bytes) throws IOException, ClassNotFoundException;
}
