package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.SyncTargets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Units;

/**
 * Something that is done many times by this process alone; in nanoseconds.
 *
 * @param shared what the loop uses; closed at the end
 */
record Alone(String name, int count, SyncTargets.Loop loop, AutoCloseable shared)
    implements Contender {
  @Override
  public double once() throws Exception {
    long before = System.nanoTime();
    loop.run(count);
    return Units.nanosEach(count).applyAsDouble(System.nanoTime() - before);
  }

  @Override
  public void close() {
    try {
      shared.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
