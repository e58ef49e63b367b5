package io.github.processing4j.runtime.standby;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The spares that were let go, or end by themselves, until they are gone and what they left is deleted.
 * Not thread-safe.
 */
final class Farewell {
  /** How long one has to end by itself. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Leaving(Spare spare, long sinceNanos, boolean early) {}

  private final List<Leaving> leaving = new ArrayList<>();

  /** Lets a spare go. */
  void to(Spare spare) {
    to(spare, false);
  }

  /**
   * Lets one go that ends by itself. Why, it does not tell before it is gone: the end of its link comes
   * first.
   */
  void early(Spare spare) {
    to(spare, true);
  }

  private void to(Spare spare, boolean early) {
    spare.letGo();
    leaving.add(new Leaving(spare, System.nanoTime(), early));
  }

  boolean isOver() {
    return leaving.isEmpty();
  }

  /** Looks who is gone, and kills who takes too long. Tells the stock of those that ended early. */
  void look(Stock stock) {
    long now = System.nanoTime();
    for (Iterator<Leaving> all = leaving.iterator(); all.hasNext(); ) {
      Leaving one = all.next();
      if (one.spare().isGone()) {
        if (one.early()) {
          stock.endedEarly(one.spare());
        }
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
