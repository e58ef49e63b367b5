package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which call a worker runs, noted in memory that it shares with its parent: so the parent knows what a
 * worker that was killed had begun, and for how long a call has run.
 *
 * <pre>
 *    0  long  turn: odd while a call runs
 *    8  long  chunk
 *   16  long  position of the item in the chunk
 *   24  long  when it began: the worker's System.nanoTime, which JVMs of a machine have in common
 *   32  long  1 once the parent wants no call to begin any more
 *   40  long  the chunk of which the parent wants no call to begin any more
 * </pre>
 *
 * <p>A call has ended when its result is in the queue of the pool, or in the {@link Outbox}.
 *
 * @param chunk its id
 * @param position of the item in the chunk
 * @param begunNanos when it began
 * @param isRunning whether it runs still, or did when the worker died
 */
record RunningCall(long chunk, int position, long begunNanos, boolean isRunning) {
  /** How much memory it takes. */
  static final int BYTES = 64;

  private static final int CHUNK = 8;
  private static final int POSITION = 16;
  private static final int BEGUN = 24;
  private static final int HALTED = 32;
  private static final int CUT = 40;

  // Each store is a release, so that none comes before the one ahead of it.

  /** A call begins. To be called by the worker. */
  static void begin(ByteBuffer memory, int at, long chunk, int position, long nanos) {
    Words.setRelease(memory, at + CHUNK, chunk);
    Words.setRelease(memory, at + POSITION, position);
    Words.setRelease(memory, at + BEGUN, nanos);
    // Before it is looked whether the worker is halted; so the parent that has halted it and sees
    // no
    // call, or another, knows that none begins after that.
    Words.setVolatile(memory, at, Words.getPlain(memory, at) | 1);
  }

  /** It has ended. To be called by the worker. */
  static void end(ByteBuffer memory, int at) {
    Words.setRelease(memory, at, (Words.getPlain(memory, at) | 1) + 1);
  }

  /** No call is to begin any more. To be called by the parent. */
  static void halt(ByteBuffer memory, int at) {
    Words.setVolatile(memory, at + HALTED, 1);
  }

  /** Whether no call is to begin any more. */
  static boolean isHalted(ByteBuffer memory, int at) {
    return Words.getVolatile(memory, at + HALTED) != 0;
  }

  /** No call of this chunk is to begin any more. To be called by the parent. */
  static void cut(ByteBuffer memory, int at, long chunk) {
    Words.setVolatile(memory, at + CUT, chunk);
  }

  /** Whether no call of this chunk is to begin any more. */
  static boolean isCut(ByteBuffer memory, int at, long chunk) {
    return Words.getVolatile(memory, at + CUT) == chunk;
  }

  /** The call that runs or was the last to run; null if it changes just now, or there was none. */
  static @Nullable RunningCall read(ByteBuffer memory, int at) {
    long turn = Words.getAcquire(memory, at);
    long chunk = Words.getAcquire(memory, at + CHUNK);
    long position = Words.getAcquire(memory, at + POSITION);
    long nanos = Words.getAcquire(memory, at + BEGUN);
    return turn == 0 || turn != Words.getAcquire(memory, at)
        ? null
        : new RunningCall(chunk, (int) position, nanos, (turn & 1) != 0);
  }
}
