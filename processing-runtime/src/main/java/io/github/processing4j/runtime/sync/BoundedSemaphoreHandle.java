package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;
import io.github.processing4j.sync.BoundedSemaphore;

/** What a user holds of a bounded semaphore. */
final class BoundedSemaphoreHandle extends BaseSemaphoreHandle implements BoundedSemaphore {
  private static final long serialVersionUID = 1;

  BoundedSemaphoreHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }
}
