package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Lock;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a user holds of a condition; it holds the handle of the lock, and travels with it. */
final class ConditionHandle extends SyncHandle<ConditionCore> implements Condition {
  private static final long serialVersionUID = 1;

  private final transient BaseLockHandle lock;

  ConditionHandle(HandleText text, boolean arrives, BaseLockHandle lock) {
    super(text, arrives);
    this.lock = lock;
  }

  @Override
  ConditionCore make(SharedObject object) {
    return new ConditionCore(object);
  }

  @Override
  protected int bells() {
    return ConditionCore.BELLS;
  }

  // Travelling.

  @Override
  public void depart() {
    lock.depart();
    super.depart();
  }

  @Override
  public void recall() {
    lock.recall();
    super.recall();
  }

  @Override
  public void expect(long childSlot) {
    lock.expect(childSlot);
    super.expect(childSlot);
  }

  @Override
  protected void arrived() {
    SharedRefs.handle(lock.text(), true);
    super.arrived();
  }

  // Waiting.

  @Override
  public Lock lock() {
    return lock;
  }

  private boolean waitNanos(long timeoutNanos, boolean interruptible) throws InterruptedException {
    try {
      return core().await(lock.held(), timeoutNanos, interruptible);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void await() throws InterruptedException {
    waitNanos(Long.MAX_VALUE, true);
  }

  @Override
  public void awaitUninterruptibly() {
    try {
      waitNanos(Long.MAX_VALUE, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public long awaitNanos(long timeoutNanos) throws InterruptedException {
    long start = System.nanoTime();
    waitNanos(timeoutNanos, true);
    return timeoutNanos - (System.nanoTime() - start);
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return waitNanos(unit.toNanos(time), true);
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    return waitNanos(nanosOf(timeout), true);
  }

  @Override
  public boolean awaitUntil(Date deadline) throws InterruptedException {
    long millis = deadline.getTime() - System.currentTimeMillis();
    return waitNanos(TimeUnit.MILLISECONDS.toNanos(millis), true);
  }

  @Override
  public boolean waitFor(BooleanSupplier predicate, @Nullable Duration timeout) {
    ConditionCore core = core();
    LockCore held = lock.held();
    held.requireOwner();
    long start = System.nanoTime();
    long timeoutNanos = timeout == null ? Long.MAX_VALUE : nanosOf(timeout);
    try {
      Bell.check(true);
      while (!predicate.getAsBoolean()) {
        long left = timeoutNanos - (System.nanoTime() - start);
        if (left <= 0) {
          return false;
        }
        core.await(held, left, true);
      }
      return true;
    } catch (InterruptedException e) {
      throw interrupted("waitFor", e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  // Signalling.

  @Override
  public void signal() {
    core().signal(lock.held(), 1);
  }

  @Override
  public void signal(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count is " + count + ", not 0 or more");
    }
    core().signal(lock.held(), count);
  }

  @Override
  public void signalAll() {
    core().signal(lock.held(), Integer.MAX_VALUE);
  }
}
