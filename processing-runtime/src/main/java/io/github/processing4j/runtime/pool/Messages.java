package io.github.processing4j.runtime.pool;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What parent and workers tell each other, each as an item of an {@code ItemQueue}, whose form says which
 * it is. All numbers are big-endian.
 *
 * <p>From the parent, by the queue of one worker:
 *
 * <pre>
 *   CALLS    a chunk to run: see {@link ChunkForm}
 *   FORGET   long job       its function will not be called any more
 *   RETIRE                  end, when all that came before was run
 * </pre>
 *
 * <p>From the workers, by the one queue of the pool:
 *
 * <pre>
 *   READY    long worker    the initializer has run; it waits for calls
 *   RESULTS  long worker    how calls ended: see {@link ResultForm}
 *   LEAVING  long worker, UTF-8 reason
 *                           it runs nothing any more, and waits for RETIRE. What it was sent and has not
 *                           answered by then it never will, nor will it release the handles in it:
 *                           others may be sent that
 *   REPORT   long worker, long chunk, bytes
 *                           what its one call tells of itself: {@code ProgressForm}; nothing where it
 *                           begins. All of it comes before its result
 *   BROKEN   long worker, bytes
 *                           the initializer threw: {@code FailureForm}. The worker ends
 * </pre>
 *
 * <p>The messages of one worker come in the order in which it put them.
 */
final class Messages {
  static final byte CALLS = 1;
  static final byte FORGET = 2;
  static final byte RETIRE = 3;

  static final byte READY = 11;
  static final byte RESULTS = 12;
  static final byte LEAVING = 13;
  static final byte BROKEN = 14;
  static final byte REPORT = 15;

  /** Where the rest of a message about a call begins. */
  private static final int CALL = 2 * Long.BYTES;

  private Messages() {}

  /** A message that is a number alone: a job, or a worker. */
  static byte[] ofNumber(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  /** A message of a worker with something to read after its number. */
  static byte[] ofWorker(long worker, byte[] rest) {
    return ByteBuffer.allocate(8 + rest.length).putLong(worker).put(rest).array();
  }

  /** A message about a call of a worker. */
  static byte[] ofCall(long worker, long chunk, byte[] rest) {
    return ByteBuffer.allocate(CALL + rest.length).putLong(worker).putLong(chunk).put(rest).array();
  }

  /** The chunk of such a message. */
  static long chunk(byte[] message) {
    return ByteBuffer.wrap(message).getLong(Long.BYTES);
  }

  /** What follows the chunk. */
  static byte[] ofCall(byte[] message) {
    return Arrays.copyOfRange(message, CALL, message.length);
  }

  /** The number that a message begins with: the job to forget, or the worker that sent it. */
  static long number(byte[] message) {
    return ByteBuffer.wrap(message).getLong();
  }

  /** What follows the number. */
  static byte[] rest(byte[] message) {
    byte[] rest = new byte[message.length - 8];
    System.arraycopy(message, 8, rest, 0, rest.length);
    return rest;
  }
}
