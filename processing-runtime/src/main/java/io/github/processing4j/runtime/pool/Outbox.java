package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Results of a worker that were not sent yet, in memory that it shares with its parent: so they are not
 * lost if it is killed.
 *
 * <pre>
 *    0  long  chunk
 *    8  int   position of the first result in the chunk
 *   12  int   number of results; 0 if there are none
 *   16  int   bytes of them
 *   64        the results, as in {@link ResultForm}
 * </pre>
 *
 * <p>The number is written last. It is set to 0 after the results were put into the queue of the pool;
 * so the parent may find some that it got already. Not thread-safe: it is the worker's while that lives,
 * then the parent's.
 */
final class Outbox {
  /** So many bytes of results it can hold. */
  static final int CAPACITY = 32 << 10;

  private static final int CHUNK = 0;
  private static final int FIRST = 8;
  private static final int COUNT = 12;
  private static final int LENGTH = 16;
  private static final int DATA = 64;

  /** How much memory it takes. */
  static final int BYTES = DATA + CAPACITY;

  private final ByteBuffer memory;
  private final int at;
  private int count;
  private int length;

  /**
   * The outbox of a worker.
   *
   * @param at where it begins, at a multiple of 8
   */
  Outbox(ByteBuffer memory, int at) {
    this.memory = memory;
    this.at = at;
  }

  /**
   * Adds results, if there is room for them.
   *
   * @param chunk of them
   * @param position of the first, right after those that are in it
   * @param number of them
   */
  boolean add(long chunk, int position, int number, byte[] bytes, int from, int size) {
    if (size > CAPACITY - length) {
      return false;
    }
    if (count == 0) {
      Words.setPlain(memory, at + CHUNK, chunk);
      Words.setIntPlain(memory, at + FIRST, position);
    }
    memory.put(at + DATA + length, bytes, from, size);
    length += size;
    count += number;
    Words.setIntPlain(memory, at + LENGTH, length);
    Words.setIntRelease(memory, at + COUNT, count);
    return true;
  }

  /** All that was in it is in the queue of the pool. */
  void clear() {
    if (count != 0) {
      count = 0;
      length = 0;
      // Before the next results overwrite these.
      Words.setIntVolatile(memory, at + COUNT, 0);
    }
  }

  /**
   * What a worker that has died left in it, as a message of {@link Messages#RESULTS}, some of which the
   * parent may have got before; null if there is nothing.
   */
  static byte @Nullable [] salvage(ByteBuffer memory, int at, long worker) {
    int count = Words.getIntVolatile(memory, at + COUNT);
    int length = Words.getIntPlain(memory, at + LENGTH);
    if (count <= 0 || length < 0 || length > CAPACITY) {
      return null;
    }
    byte[] message = new byte[ResultForm.HEADER + length];
    ResultForm.putHeader(
        message,
        worker,
        Words.getPlain(memory, at + CHUNK),
        Words.getIntPlain(memory, at + FIRST),
        count);
    memory.get(at + DATA, message, ResultForm.HEADER, length);
    return message;
  }
}
