package io.github.processing4j.runtime.standby;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The spares that were let go, until they are gone and what they left is deleted. Not thread-safe. */
final class Farewell {
  /** How long one has to end by itself. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Leaving(Spare spare, long sinceNanos) {}

  private final List<Leaving> leaving = new ArrayList<>();

  /** Lets a spare go. */
  void to(Spare spare) {
    spare.letGo();
    leaving.add(new Leaving(spare, System.nanoTime()));
  }

  boolean isOver() {
    return leaving.isEmpty();
  }

  /** Looks who is gone, and kills who takes too long. */
  void look() {
    long now = System.nanoTime();
    for (Iterator<Leaving> all = leaving.iterator(); all.hasNext(); ) {
      Leaving one = all.next();
      if (one.spare().isGone()) {
        one.spare().bury();
        all.remove();
      } else if (now - one.sinceNanos() > PATIENCE_NANOS) {
        one.spare().kill();
      }
    }
  }

  /** Whether all have ended, also those that have left something. */
  boolean areAllGone() {
    return leaving.stream().allMatch(one -> one.spare().isGone());
  }

  void killAll() {
    for (Leaving one : leaving) {
      one.spare().kill();
    }
  }
}
