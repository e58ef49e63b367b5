package io.github.processing4j.runtime.process;

import io.github.processing4j.runtime.memory.SegmentSweeper;
import io.github.processing4j.runtime.memory.SharedObjects;
import io.github.processing4j.runtime.session.Session;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has the segments of children that have ended swept, once for several. */
final class Segments {
  private static final long DELAY_MILLIS = 1000;

  private static final AtomicBoolean SOON = new AtomicBoolean();

  private Segments() {}

  /** The child with this slot has ended. */
  static void ended(long slot) {
    if (SharedObjects.areUsed()) {
      SegmentSweeper.forget(slot);
    }
    sweepSoon();
  }

  private static void sweepSoon() {
    if (SOON.compareAndSet(false, true)) {
      Reaper.executeAfter(DELAY_MILLIS, Segments::sweep);
    }
  }

  private static void sweep() {
    SOON.set(false);
    Session session = Session.currentOrNull();
    if (session != null) {
      SegmentSweeper.sweep(session);
    }
  }
}
