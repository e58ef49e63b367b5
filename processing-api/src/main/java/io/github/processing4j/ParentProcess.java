package io.github.processing4j;

import io.github.processing4j.spi.SelfInfo;
import io.github.processing4j.spi.SelfInfo.ParentInfo;
import java.util.Arrays;

/** The parent as its child sees it: it can be waited for, but not signalled. */
final class ParentProcess extends Process {
  private static final long serialVersionUID = 1;

  private final transient ParentInfo parent;

  ParentProcess(ParentInfo parent, SelfInfo child) {
    super(
        parent.name(),
        Arrays.copyOf(child.identity(), Math.max(0, child.identity().length - 1)),
        false,
        child.authKey(),
        parent.pid());
    this.parent = parent;
  }

  @Override
  public boolean isAlive() {
    return parent.isAlive();
  }

  @Override
  boolean join(long timeoutNanos) {
    Blocking.checkStop();
    try {
      return parent.join(timeoutNanos);
    } catch (InterruptedException e) {
      throw Blocking.interrupted("join of " + getName(), e);
    }
  }

  @Override
  public ProcessHandle toHandle() {
    return ProcessHandle.of(parent.pid())
        .orElseThrow(() -> new IllegalStateException("the parent has ended: " + this));
  }
}
