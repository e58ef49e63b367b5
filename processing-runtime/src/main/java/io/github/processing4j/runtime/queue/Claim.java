package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Words;
import java.nio.ByteBuffer;

/**
 * A record that this JVM has claimed: nobody else gets it as long as this JVM lives, or until it is
 * done or given back.
 */
final class Claim {
  /** The claim of a record that is done. */
  static final long DONE = -1;

  /** The claim of a record that nobody has. */
  static final long NONE = 0;

  private final Lane lane;
  private final ByteBuffer chunk;
  private final int at;
  private final long slot;

  /** Whose {@code taskDone} it waits for first. */
  final Thread thread = Thread.currentThread();

  Claim(Lane lane, ByteBuffer chunk, int at, long slot) {
    this.lane = lane;
    this.chunk = chunk;
    this.at = at;
    this.slot = slot;
  }

  Lane lane() {
    return lane;
  }

  /** Marks it as done; false if it is another's meanwhile. */
  boolean done() {
    return Words.compareAndSet(chunk, at + Lane.CLAIM, slot, DONE);
  }

  /** What is claimed: chunks of such records are never used again. */
  Item item() {
    byte[] bytes = new byte[Words.getIntVolatile(chunk, at) - 1];
    chunk.get(at + lane.headerBytes() + 1, bytes);
    return Item.claimed(chunk.get(at + lane.headerBytes()), bytes, this);
  }

  void giveBack() {
    Words.compareAndSet(chunk, at + Lane.CLAIM, slot, NONE);
  }
}
