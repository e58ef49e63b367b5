package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Ready;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.runtime.memory.Words;

/**
 * An event in shared memory.
 *
 * <pre>
 *    0  long  bit 0: whether it is set; above it how often it was set
 * </pre>
 *
 * <p>The count tells a thread that it was set while the thread waited, also if it was cleared before
 * the thread could look. Each operation is one compare-and-set. Thread-safe.
 */
final class EventCore extends SyncCore {
  static final int BYTES = 8;

  private static final long SET = 1;

  private final int at;
  private final Bell bell;

  EventCore(SharedObject object) {
    super(object);
    this.at = object.body();
    this.bell = object.bell(0);
  }

  void set() {
    long state = state();
    while (!isSet(state) && !Words.compareAndSet(memory, at, state, state + 2 | SET)) {
      state = state();
    }
    // Also if it was set: who set it may have died before the ring.
    bell.ringAll();
  }

  void clear() {
    long state = state();
    while (isSet(state) && !Words.compareAndSet(memory, at, state, state & ~SET)) {
      state = state();
    }
  }

  boolean isSet() {
    return isSet(state());
  }

  boolean await(long timeoutNanos) throws InterruptedException {
    return bell.await(new WhenSet(this), timeoutNanos, true);
  }

  private long state() {
    return Words.getVolatile(memory, at);
  }

  private static boolean isSet(long state) {
    return (state & SET) != 0;
  }

  /** A thread that waits for it. */
  private static final class WhenSet implements Ready {
    private final EventCore event;
    private final long first;

    WhenSet(EventCore event) {
      this.event = event;
      this.first = event.state();
    }

    @Override
    public boolean isReady() {
      long state = event.state();
      if (isSet(state) || state >>> 1 != first >>> 1) {
        return true;
      }
      event.requireOpen();
      return false;
    }
  }
}
