package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.sync.Semaphore;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a user holds of a semaphore. */
abstract class BaseSemaphoreHandle extends SyncHandle<SemaphoreCore> implements Semaphore {
  private static final long serialVersionUID = 1;

  BaseSemaphoreHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  final SemaphoreCore make(SharedObject object) {
    return new SemaphoreCore(object);
  }

  @Override
  public final void acquire(int permits) throws InterruptedException {
    requireNotNegative(permits);
    take(permits, Long.MAX_VALUE);
  }

  @Override
  public final boolean acquire(boolean blocking, @Nullable Duration timeout) {
    try {
      return take(1, !blocking ? 0 : timeout == null ? Long.MAX_VALUE : nanosOf(timeout));
    } catch (InterruptedException e) {
      throw interrupted("acquire", e);
    }
  }

  @Override
  public final boolean tryAcquire() {
    return core().tryTake(1);
  }

  @Override
  public final boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
    return take(1, unit.toNanos(timeout));
  }

  private boolean take(int permits, long timeoutNanos) throws InterruptedException {
    try {
      return core().take(permits, timeoutNanos);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final void release() {
    core().give(1);
  }

  @Override
  public final void release(int permits) {
    requireNotNegative(permits);
    core().give(permits);
  }

  @Override
  public final int availablePermits() {
    return core().available();
  }

  private static void requireNotNegative(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits is " + permits + ", not 0 or more");
    }
  }
}
