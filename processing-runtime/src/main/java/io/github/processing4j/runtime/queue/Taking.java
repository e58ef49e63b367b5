package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Ready;
import org.jspecify.annotations.Nullable;

/** Waits for an item, and takes it. */
final class Taking implements Ready {
  private final LaneQueue from;
  private @Nullable Item item;

  Taking(LaneQueue from) {
    this.from = from;
  }

  @Override
  public boolean isReady() {
    item = from.poll();
    return item != null;
  }

  Item item() {
    Item taken = item;
    if (taken == null) {
      throw new IllegalStateException("nothing was taken");
    }
    return taken;
  }
}
