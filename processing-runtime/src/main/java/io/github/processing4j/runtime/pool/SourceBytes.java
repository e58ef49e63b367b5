package io.github.processing4j.runtime.pool;

/** How much memory the items of a source hold, about. Not thread-safe. */
final class SourceBytes {
  private long sentItems;
  private long sentBytes;
  private boolean anyCame;

  /** Those that wait to be taken. */
  private long here;

  /** How large one may be that is still to come: as the largest of late. */
  private long expected;

  /** Items were sent. */
  void sent(int items, int bytes) {
    sentItems += items;
    sentBytes += bytes;
  }

  /** A result has come. */
  void came(int bytes) {
    anyCame = true;
    here += bytes;
    expected = Math.max(bytes, expected - expected / 8);
  }

  /** One that had come was taken. */
  void taken(int bytes) {
    here -= bytes;
  }

  /**
   * What is held or to be expected. Before any result is known, it may be very much.
   *
   * @param undelivered all items
   * @param underWay those of them that have not come
   */
  long held(int undelivered, int underWay) {
    if (!anyCame) {
      return Long.MAX_VALUE;
    }
    long sent = sentItems == 0 ? 0 : sentBytes / sentItems;
    return here + underWay * (expected + sent) + (long) Ahead.ITEM_BYTES * undelivered;
  }
}
