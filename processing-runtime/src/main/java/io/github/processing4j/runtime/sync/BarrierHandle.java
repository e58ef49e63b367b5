package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.runtime.memory.SharedObject;
import io.github.processing4j.sync.Barrier;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/** What a user holds of a barrier. */
final class BarrierHandle extends SyncHandle<BarrierCore> implements Barrier {
  private static final long serialVersionUID = 1;

  BarrierHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }

  @Override
  BarrierCore make(SharedObject object) {
    return new BarrierCore(object);
  }

  @Override
  public int await() throws InterruptedException, BrokenBarrierException {
    try {
      return core().await(Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public int await(Duration timeout)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    try {
      return core().await(nanosOf(timeout));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void reset() {
    core().reset();
  }

  @Override
  public void abort() {
    core().abort();
  }

  @Override
  public boolean isBroken() {
    return core().isBroken();
  }

  @Override
  public int getParties() {
    return core().parties();
  }

  @Override
  public int getNumberWaiting() {
    return core().waiting();
  }
}
