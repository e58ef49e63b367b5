package io.github.processing4j.benchmarks.child;

import java.io.IOException;

/** Writes the time of its first statement to the file named by its argument. */
public final class StampMain {
  private StampMain() {}

  /** Stamps. */
  public static void main(String[] args) throws IOException {
    long now = System.nanoTime();
    Stamp.write(args[0], now);
  }
}
