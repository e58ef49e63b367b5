package io.github.processing4j.runtime.sync;

import io.github.processing4j.Processing;
import io.github.processing4j.runtime.memory.Kind;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.SharedObjects;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shared memory for the states of the tests, which are too many for a segment each: pieces of one, used
 * again when all others were.
 *
 * <p>A semaphore is longer than a piece, but its table is used from the front: here by few JVMs.
 */
final class Arena {
  /** The slot of a JVM that never was: to everybody it is dead. */
  static final long DEAD = 1_000_001;

  static final SharedObject OBJECT;

  private static final int PIECE_BYTES = 256;
  private static final int PIECES = 1 << 15;
  private static final AtomicInteger NEXT = new AtomicInteger();

  static {
    // Makes the session known to the engine, which removes it at the end.
    Processing.event();
    OBJECT = SharedObjects.create(Kind.LOCK, 1, (long) PIECES * PIECE_BYTES + SemaphoreCore.BYTES);
  }

  private Arena() {}

  /** The offset from the body of the next piece, which is all zeros. */
  static int piece() {
    int offset = (NEXT.getAndIncrement() & PIECES - 1) * PIECE_BYTES;
    ByteBuffer memory = OBJECT.memory();
    for (int i = 0; i < PIECE_BYTES; i += 8) {
      memory.putLong(OBJECT.body() + offset + i, 0);
    }
    return offset;
  }

  static LockCore lock(int offset, boolean reentrant, long slot) {
    return new LockCore(OBJECT, new LockPlace(Kind.LOCK, 1, 0, offset), reentrant, slot);
  }

  static LockCore lock(boolean reentrant) {
    return lock(piece(), reentrant, OBJECT.session().slot());
  }

  /** The offset of a new semaphore. */
  static int semaphore(int permits) {
    int offset = piece();
    SemaphoreCore.init(OBJECT.memory(), OBJECT.body() + offset, permits, permits);
    return offset;
  }

  static SemaphoreCore semaphore(int offset, long slot) {
    return new SemaphoreCore(OBJECT, OBJECT.body() + offset, slot);
  }
}
