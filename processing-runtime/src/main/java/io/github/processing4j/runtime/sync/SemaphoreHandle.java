package io.github.processing4j.runtime.sync;

import io.github.processing4j.runtime.memory.HandleText;

/** What a user holds of a semaphore without a bound. */
final class SemaphoreHandle extends BaseSemaphoreHandle {
  private static final long serialVersionUID = 1;

  SemaphoreHandle(HandleText text, boolean arrives) {
    super(text, arrives);
  }
}
