package io.github.processing4j.runtime.pool;

/**
 * How far who feeds a pool may be ahead of who takes from it: two chunks for each worker; and, as long as
 * all of it is small, many more. Immutable.
 */
final class Ahead {
  private static final int MIN_CHUNKS_PER_WORKER = 2;
  private static final int MAX_CHUNKS = 1024;
  private static final long MAX_BYTES = 16 << 20;

  /** What an item holds besides its bytes, about. */
  static final int ITEM_BYTES = 64;

  private final DispatcherControl control;
  private final int chunk;

  Ahead(DispatcherControl control, int chunk) {
    this.control = control;
    this.chunk = chunk;
  }

  /**
   * Whether there may be another item.
   *
   * @param items there are
   * @param bytes which they hold, about
   */
  boolean isRoom(long items, long bytes) {
    return items < (long) MIN_CHUNKS_PER_WORKER * control.processes() * chunk
        || (items < (long) MAX_CHUNKS * chunk && bytes < MAX_BYTES);
  }
}
