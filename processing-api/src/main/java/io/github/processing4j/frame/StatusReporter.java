package io.github.processing4j.frame;

/**
 * Puts how a worker ended into a queue. That it works is put by whoever starts it, before it
 * starts: the two could not change places then.
 */
record StatusReporter(StatusQueue queue) implements Watcher {
  @Override
  public void began() {}

  @Override
  public void ended(Status status) {
    queue.put(status);
  }
}
