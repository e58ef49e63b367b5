package io.github.processing4j.runtime.pool;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.SharedRefs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a chunk travels to a worker; see {@link Messages#CALLS}.
 *
 * <pre>
 *    0  long  chunk
 *    8  int   from: the items before it are skipped
 *   12  int   count
 *   16  long  job, which names the function
 *   24  short shape: ordinal of a {@link CallShape}
 *   26  short 1 if there may be other chunks of the job, which come without the function, else 0
 *   28  int   length of the function; 0 if the worker knows it
 *   32        the function: see {@link FunctionForm}
 *    .        the items, each as many values as the function takes, or one SKIPPED: see {@link ValueForm}
 * </pre>
 *
 * <p>It is written when the chunk is made, without the function: so what the program changes later does
 * not matter.
 */
final class ChunkForm {
  static final int FROM = 8;
  static final int COUNT = 12;
  static final int JOB = 16;
  static final int SHAPE = 24;
  static final int KEEP = 26;
  static final int FUNCTION_LENGTH = 28;
  static final int HEADER = 32;

  private ChunkForm() {}

  /** Writes a chunk; parameters as {@link Calls#chunk}. */
  static Chunk write(
      Job job, int first, List<? extends @Nullable Object> items, @Nullable Throwable[] failures) {
    Encoder out = new Encoder();
    List<SharedRefs> handles = new ArrayList<>(0);
    CallShape shape = job.function.shape();
    int count = items.size();
    out.putLong(0).putInt(0).putInt(count).putLong(job.id);
    out.putInt(shape.ordinal() << 16 | (job.calls == 1 ? 0 : 1)).putInt(0);
    if (shape.arguments() > 0) {
      int at = 0;
      for (Object item : items) {
        failures[at] = item(out, shape, first + at, item, handles);
        at++;
      }
    }
    byte[] written = Arrays.copyOf(out.buffer(), out.size());
    Chunk chunk = Chunk.written(job, first, count, written, handles);
    ByteBuffer.wrap(written).putLong(0, chunk.id);
    return chunk;
  }

  /** Writes an item; why it cannot be sent, or null. */
  private static @Nullable Throwable item(
      Encoder out, CallShape shape, int index, @Nullable Object item, List<SharedRefs> handles) {
    int before = out.size();
    try {
      if (shape.arguments() == 1) {
        // Its name is put together only where it may be needed.
        if (item == null || !out.putPlain(item)) {
          String what = shape.isTold() ? "the argument" : "item ".concat(Integer.toString(index));
          add(handles, ValueForm.write(out, item, what));
        }
      } else {
        Map.Entry<?, ?> pair =
            (Map.Entry<?, ?>) Objects.requireNonNull(item, "a pair that is null");
        String of = " of item ".concat(Integer.toString(index));
        SharedRefs ofFirst = ValueForm.write(out, pair.getKey(), "the first value".concat(of));
        SharedRefs ofSecond = ValueForm.write(out, pair.getValue(), "the second value".concat(of));
        add(handles, ofFirst);
        add(handles, ofSecond);
      }
      return null;
    } catch (NotSendableException e) {
      skip(out, before);
      return e;
    } catch (ProcessExit e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Also what the program's own pairs throw.
      skip(out, before);
      String className = item == null ? "null" : item.getClass().getName();
      return new NotSendableException(
          "cannot send item "
              + index
              + " to another process: writing "
              + className
              + " failed with "
              + Reasons.text(e),
          "item " + index,
          className,
          e);
    }
  }

  private static void skip(Encoder out, int before) {
    out.cut(before);
    out.putByte(ValueForm.SKIPPED);
  }

  private static void add(List<SharedRefs> handles, @Nullable SharedRefs more) {
    if (more != null) {
      handles.add(more);
    }
  }

  /**
   * The message that sends what is left of a chunk; valid until the next one of this chunk.
   *
   * @param withFunction whether the function is in it
   */
  static byte[] message(Chunk chunk, boolean withFunction) {
    byte[] written = Objects.requireNonNull(chunk.written);
    ByteBuffer.wrap(written).putInt(FROM, chunk.answered);
    if (!withFunction) {
      return written;
    }
    byte[] function = Objects.requireNonNull(chunk.job.function.written());
    byte[] all = new byte[Math.addExact(written.length, function.length)];
    System.arraycopy(written, 0, all, 0, HEADER);
    System.arraycopy(function, 0, all, HEADER, function.length);
    System.arraycopy(written, HEADER, all, HEADER + function.length, written.length - HEADER);
    ByteBuffer.wrap(all).putInt(FUNCTION_LENGTH, function.length);
    return all;
  }

  /** The chunk of a message. */
  static long chunk(byte[] message) {
    return ByteBuffer.wrap(message).getLong(0);
  }

  /** Whether the function is in a message. */
  static boolean hasFunction(byte[] message) {
    return ByteBuffer.wrap(message).getInt(FUNCTION_LENGTH) > 0;
  }

  /** The job of a message. */
  static long job(byte[] message) {
    return ByteBuffer.wrap(message).getLong(JOB);
  }

  /** The handles in such a message which are not under way yet: those that are to depart with it. */
  static List<SharedRefs> handles(Chunk chunk, boolean withFunction) {
    SharedRefs ofFunction = withFunction ? chunk.job.function.handles() : null;
    List<SharedRefs> ofItems = chunk.departed ? List.of() : chunk.handles;
    if (ofFunction == null) {
      return ofItems;
    }
    List<SharedRefs> all = new ArrayList<>(ofItems);
    all.add(ofFunction);
    return all;
  }

  /**
   * Nobody will read a message that was sent: the handles in its function, and in the items of a chunk
   * from an index on, are not under way any more.
   *
   * @param message also a chunk's {@code written}, if its items have departed
   * @param from the index in the chunk; its count to release those of the function alone
   */
  static void drop(byte[] message, int from) {
    int length = ByteBuffer.wrap(message).getInt(FUNCTION_LENGTH);
    if (length > 0) {
      try {
        new Decoder(Arrays.copyOfRange(message, HEADER, HEADER + length)).drop();
      } catch (IOException e) {
        throw new IllegalStateException("a function that is not one", e);
      }
    }
    dropItems(message, from);
  }

  /** As {@link #drop}, where the function was read. */
  static void dropItems(byte[] message, int from) {
    ByteBuffer header = ByteBuffer.wrap(message);
    int count = header.getInt(COUNT);
    int values = CallShape.of(header.getShort(SHAPE)).arguments();
    if (from >= count || values == 0) {
      return;
    }
    try {
      Decoder in = Decoder.ofPlain(message, HEADER + header.getInt(FUNCTION_LENGTH));
      for (int i = 0; i < count; i++) {
        int left = in.look() == ValueForm.SKIPPED ? 1 : values;
        for (; left > 0; left--) {
          if (i >= from && in.look() == ValueForm.OWN) {
            in.skip(1);
            new Decoder(in.getBytes()).drop();
          } else {
            ValueForm.skip(in);
          }
        }
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a chunk that is not one", e);
    }
  }
}
