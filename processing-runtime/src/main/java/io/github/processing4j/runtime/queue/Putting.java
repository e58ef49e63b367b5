package io.github.processing4j.runtime.queue;

import io.github.processing4j.runtime.memory.Ready;

/** Waits for room, and puts an item. */
final class Putting implements Ready {
  private final LaneQueue to;
  private final Item item;

  Putting(LaneQueue to, Item item) {
    this.to = to;
    this.item = item;
  }

  @Override
  public boolean isReady() {
    return to.offer(item);
  }
}
