package io.github.processing4j.runtime.pool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a worker was sent, by the jobs that call them, until it is told to forget them; but
 * for those of jobs of one call. Not thread-safe.
 */
final class KnownFunctions {
  private final FunctionReader reader = new FunctionReader();
  private final Map<Long, Callee> known = new HashMap<>();

  /**
   * The function of a chunk; one that fails each call if it cannot be read.
   *
   * @param message as {@link ChunkForm} has it
   */
  Callee of(byte[] message) {
    ByteBuffer header = ByteBuffer.wrap(message);
    long job = header.getLong(ChunkForm.JOB);
    int length = header.getInt(ChunkForm.FUNCTION_LENGTH);
    if (length == 0) {
      Callee callee = known.get(job);
      return callee != null
          ? callee
          : new Unreadable(new IllegalStateException("job " + job + " came without its function"));
    }
    Callee callee = read(message, length);
    if (header.getShort(ChunkForm.KEEP) != 0) {
      known.put(job, callee);
    }
    return callee;
  }

  private Callee read(byte[] message, int length) {
    int from = ChunkForm.HEADER;
    try {
      return reader.read(Arrays.copyOfRange(message, from, from + length));
    } catch (Throwable e) {
      // Whatever a class throws that reads itself. A stop is seen before the call.
      return new Unreadable(e);
    }
  }

  void forget(long job) {
    known.remove(job);
  }

  private static final class Unreadable extends Callee {
    private final Throwable why;

    Unreadable(Throwable why) {
      this.why = why;
    }

    @Override
    @Nullable Object call(@Nullable Object a, @Nullable Object b) {
      throw Reasons.notReadable("what is to be called", Reasons.thisWorker(), why);
    }
  }
}
