package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.codec.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How results travel to the parent; see {@link Messages#RESULTS}.
 *
 * <pre>
 *    0  long  worker
 *    8  long  chunk
 *   16  int   position of the first result in the chunk
 *   20  int   count
 *   24        for each a value, FAILED, or SKIPPED: see {@link ValueForm}
 * </pre>
 */
final class ResultForm {
  static final int HEADER = 24;

  private static final int CHUNK = 8;
  private static final int FIRST = 16;
  private static final int COUNT = 20;

  private ResultForm() {}

  static void putHeader(byte[] message, long worker, long chunk, int first, int count) {
    ByteBuffer.wrap(message).putLong(worker).putLong(chunk).putInt(first).putInt(count);
  }

  /** The chunk whose results they are. */
  static long chunk(byte[] message) {
    return ByteBuffer.wrap(message).getLong(CHUNK);
  }

  /** The position of the first of them in the chunk. */
  static int first(byte[] message) {
    return ByteBuffer.wrap(message).getInt(FIRST);
  }

  /** How many there are. */
  static int count(byte[] message) {
    return ByteBuffer.wrap(message).getInt(COUNT);
  }

  /** Whether there was no memory for more of it than the header. */
  static boolean isCut(byte[] message) {
    return message.length == HEADER;
  }

  /**
   * The answers in a message, one for each result; null for an item that was skipped. What is plain is
   * read; anything else is read by who asks for it, but its handles are opened here. Runs no code of the
   * program.
   *
   * @param loader the context class loader with which they are read
   * @param where the worker's name and pid, for errors: such as {@code Pool-1-1 (pid 4711)}
   */
  static @Nullable Answer[] answers(byte[] message, @Nullable ClassLoader loader, String where) {
    try {
      Decoder in = Decoder.ofPlain(message, HEADER);
      Answer[] answers = new Answer[count(message)];
      for (int i = 0; i < answers.length; i++) {
        switch (in.look()) {
          case ValueForm.SKIPPED:
            in.skip(1);
            break;
          case ValueForm.OWN:
            in.skip(1);
            answers[i] = LateAnswer.value(in.getBytes(), loader, where);
            break;
          case ValueForm.FAILED:
            in.skip(1);
            answers[i] = LateAnswer.failure(in.getBytes(), loader, where);
            break;
          default:
            answers[i] = Answer.value(in.getValue());
            break;
        }
      }
      return answers;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("results that are none", e);
    }
  }
}
