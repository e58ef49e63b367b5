package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.memory.Bell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the chunks of a map and gives them to the dispatcher, not further ahead of the workers than
 * {@link Ahead} says: a map of a million items has never a million chunks.
 */
final class Feeder implements Runnable {
  private final MapResult<?> job;
  private final int chunk;
  private final Calls calls;
  private final DispatcherControl control;
  private final Ahead ahead;

  /** All that were sent so far. */
  private int items;

  private long bytes;

  Feeder(MapResult<?> job, int chunk, Calls calls, DispatcherControl control) {
    this.job = job;
    this.chunk = chunk;
    this.calls = calls;
    this.control = control;
    this.ahead = new Ahead(control, chunk);
  }

  /** As {@link #feed}, on a thread of its own. What goes wrong is told by the result. */
  @Override
  public void run() {
    try {
      feed(false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Feeds all. What goes wrong with the chunks is the failure of the map.
   *
   * @param interruptible whether it may be; then what was not fed is not cancelled yet
   */
  void feed(boolean interruptible) throws InterruptedException {
    List<@Nullable Object> all = job.items();
    while (items < all.size()) {
      awaitRoom(interruptible);
      int count = Math.min(chunk, all.size() - items);
      try {
        if (!feed(all.subList(items, items + count))) {
          return;
        }
      } catch (Throwable e) {
        control.cancel(job, e, false);
        return;
      }
      items += count;
    }
  }

  private boolean feed(List<@Nullable Object> part) {
    Throwable[] failures = new Throwable[part.size()];
    Chunk made = calls.chunk(job, items, part, failures);
    bytes += made.bytes();
    return control.submit(made, failures);
  }

  private void awaitRoom(boolean interruptible) throws InterruptedException {
    while (true) {
      long under = (long) items - job.answered();
      if (ahead.isRoom(under, items == 0 ? 0 : bytes / items * under)) {
        return;
      }
      // Woken for many at once: to be woken costs more than to make a chunk.
      job.park((int) (items - under + Math.max(1, under / 4)));
      if (interruptible) {
        Bell.check(true);
      } else {
        // Nobody's: what an item did when it was written.
        Thread.interrupted();
      }
    }
  }
}
