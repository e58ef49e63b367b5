package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.Handle;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import org.jspecify.annotations.Nullable;

/** Makes what is in this package. */
public final class SyncObjects {
  private SyncObjects() {}

  public static Lock lock() {
    throw new UnsupportedOperationException();
  }

  public static RLock rlock() {
    throw new UnsupportedOperationException();
  }

  public static Semaphore semaphore(int permits) {
    throw new UnsupportedOperationException();
  }

  public static BoundedSemaphore boundedSemaphore(int permits) {
    throw new UnsupportedOperationException();
  }

  public static Event event() {
    throw new UnsupportedOperationException();
  }

  public static Condition condition(@Nullable Lock lock) {
    throw new UnsupportedOperationException();
  }

  public static Barrier barrier(int parties) {
    throw new UnsupportedOperationException();
  }

  /** The handle with this text. */
  public static Handle<?> handle(HandleText text, boolean arrives) {
    throw new UnsupportedOperationException();
  }
}
