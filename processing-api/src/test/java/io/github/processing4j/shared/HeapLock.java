package io.github.processing4j.shared;

import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.RLock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** A lock of this JVM alone. */
final class HeapLock extends ReentrantLock implements RLock {
  private static final long serialVersionUID = 1;

  @Override
  public boolean acquire(boolean blocking, Duration timeout) {
    if (blocking) {
      lock();
      return true;
    }
    return tryLock();
  }

  @Override
  public boolean recovered() {
    return false;
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
