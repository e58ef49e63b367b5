package io.github.processing4j.frame;

import java.lang.System.Logger.Level;

/**
 * Puts how a worker ended into a queue. That it works is put by whoever starts it, before it
 * starts: the two could not change places then. A shared queue may have no room, or be closed: that
 * is logged, for neither the loop nor the work can help it.
 */
record StatusReporter(StatusQueue queue) implements Watcher {
  @Override
  public void began() {}

  @Override
  public void ended(Status status) {
    try {
      queue.put(status);
    } catch (RuntimeException e) {
      System.getLogger(FrameWorker.class.getName())
          .log(Level.WARNING, "a status queue did not take " + status, e);
    }
  }
}
