package io.github.processing4j.runtime.provider;

import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.SelfInfo.ParentInfo;

/** The parent of this child, seen through the session's locks. */
final class Parent implements ParentInfo {
  private static final long LOOK_MILLIS = 20;

  private final Payload told;

  Parent(Payload told) {
    this.told = told;
  }

  @Override
  public long pid() {
    return told.parentPid;
  }

  @Override
  public String name() {
    return told.parentName;
  }

  @Override
  public boolean isAlive() {
    Session session = Session.currentOrNull();
    return session == null || session.liveness().isAlive(told.parentSlot);
  }

  @Override
  public boolean join(long timeoutNanos) throws InterruptedException {
    long start = System.nanoTime();
    while (isAlive()) {
      if (timeoutNanos >= 0 && System.nanoTime() - start >= timeoutNanos) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
