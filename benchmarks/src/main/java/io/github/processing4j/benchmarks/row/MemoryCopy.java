package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;

/**
 * The limit for large messages: pieces of memory copied by one thread, from one array to another, both
 * of them larger than the caches; in {@link Units#BANDWIDTH}.
 */
final class MemoryCopy implements Contender {
  private static final int ARRAY_BYTES = 64 << 20;

  private final byte[] from = new byte[ARRAY_BYTES];
  private final byte[] to = new byte[ARRAY_BYTES];
  private final int pieceBytes;
  private final int count;

  /**
   * So many pieces of one size.
   *
   * @param pieceBytes a part of 64 MiB
   */
  MemoryCopy(int pieceBytes, int count) {
    this.pieceBytes = pieceBytes;
    this.count = count;
  }

  @Override
  public String name() {
    return "memory copy";
  }

  @Override
  public double once() {
    long before = System.nanoTime();
    int at = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, at, to, at, pieceBytes);
      at = (at + pieceBytes) % ARRAY_BYTES;
    }
    return Units.bandwidthOf((long) pieceBytes * count).applyAsDouble(System.nanoTime() - before);
  }
}
