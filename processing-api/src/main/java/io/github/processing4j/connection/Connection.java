package io.github.processing4j.connection;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One end of a channel of messages, each an object or bytes: the {@code Connection} of Python's
 * {@code multiprocessing}.
 *
 * <p>Messages arrive whole, once, and in the order in which they were sent; an empty one is a
 * message like others. What was sent by {@code send} is to be received by {@code recv}, and what
 * was sent by {@code sendBytes} by a {@code recvBytes}; else the receiver gets an {@link
 * IOException} and the message is gone.
 *
 * <p>The channel ends when the other end is closed: when every process that held it has closed it
 * or has ended, in whatever way. What was sent before is still received; then {@code recv} throws
 * {@link java.io.EOFException}, and {@code send} an {@link IOException}.
 *
 * <p>Thread-safe: of messages that threads send at once none is mixed with another, and each is
 * received by one thread. The handle is serializable: an end may be captured by a target or sent
 * through a queue or another connection; the process that gave it away closes its own copy, or else
 * counts as one who holds it. Every blocking method is interruptible, with {@link
 * io.github.processing4j.ProcessingInterruptedException} and the flag set again; an interrupt never
 * closes the connection.
 *
 * @see io.github.processing4j.Processing#pipe()
 */
public interface Connection extends Closeable, Serializable {

  /**
   * Sends an object. Blocks while the channel is full.
   *
   * @param object null travels too
   * @throws io.github.processing4j.NotSendableException if it cannot be sent; nothing was
   * @throws IOException if the other end is closed, this end is closed, or it receives only
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing was sent
   */
  void send(@Nullable Object object) throws IOException;

  /**
   * Receives an object. Blocks until there is one.
   *
   * @throws java.io.EOFException if the other end is closed and nothing is left
   * @throws IOException if the object cannot be read, which is then lost; or if this end is closed,
   *     or sends only
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing is lost
   */
  @Nullable Object recv() throws IOException;

  /**
   * Receives an object of a type. Blocks until there is one.
   *
   * @throws ClassCastException if it is of another type; it is lost
   * @throws java.io.EOFException if the other end is closed and nothing is left
   * @throws IOException as {@link #recv()}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing is lost
   */
  <T> @Nullable T recv(Class<T> type) throws IOException;

  /**
   * Sends bytes as one message. Blocks while the channel is full.
   *
   * @throws IOException as {@link #send(Object)}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing was sent
   */
  void sendBytes(byte[] bytes) throws IOException;

  /**
   * Sends a part of an array as one message. Blocks while the channel is full.
   *
   * @param offset of the first byte
   * @param length in bytes, 0 for an empty message
   * @throws IndexOutOfBoundsException if that is no part of the array
   * @throws IOException as {@link #send(Object)}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing was sent
   */
  void sendBytes(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Sends what remains of a buffer as one message. Blocks while the channel is full.
   *
   * @param bytes its position is at its limit afterwards; where this throws, it is as before
   * @throws IOException as {@link #send(Object)}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing was sent
   */
  void sendBytes(ByteBuffer bytes) throws IOException;

  /**
   * Receives a message of bytes. Blocks until there is one.
   *
   * @return the message, empty if it was sent empty
   * @throws java.io.EOFException if the other end is closed and nothing is left
   * @throws IOException as {@link #recv()}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing is lost
   */
  byte[] recvBytes() throws IOException;

  /**
   * Receives a message of no more than {@code maxBytes}. Blocks until there is one.
   *
   * @throws IllegalArgumentException if {@code maxBytes} is negative
   * @throws java.io.EOFException if the other end is closed and nothing is left
   * @throws IOException if the message is longer, which is then lost; and as {@link #recv()}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing is lost
   * @apiNote Python's connection is of no use any more after a longer message; this one is.
   */
  byte[] recvBytes(int maxBytes) throws IOException;

  /**
   * Receives a message of bytes into a buffer, from its position on, which is moved. Blocks until
   * there is one.
   *
   * @return the length of the message in bytes
   * @throws BufferTooShortException if it does not fit; it holds the message, and the buffer is as
   *     before
   * @throws java.nio.ReadOnlyBufferException if the buffer cannot be written; nothing is lost
   * @throws java.io.EOFException if the other end is closed and nothing is left
   * @throws IOException as {@link #recv()}
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted; nothing is lost
   */
  int recvBytesInto(ByteBuffer buffer) throws IOException;

  /**
   * Whether {@code recv} would not block: a message is there, or the other end is closed. Never
   * blocks.
   *
   * @throws IOException if this end is closed, or sends only
   */
  boolean poll() throws IOException;

  /**
   * Waits until {@code recv} would not block, but no longer than {@code timeout}. Blocks.
   *
   * @param timeout null to wait without bound; zero or less does not wait
   * @return whether {@code recv} would not block
   * @throws IOException if this end is closed, or sends only
   * @throws io.github.processing4j.ProcessingInterruptedException if interrupted
   */
  boolean poll(@Nullable Duration timeout) throws IOException;

  /** Whether this handle was closed. Never blocks. */
  boolean isClosed();

  /**
   * Closes this handle; idempotent. What was sent is still received by the other end. Threads of
   * this process that wait in it get an {@link IOException}, as does every later call.
   */
  @Override
  void close();
}
