package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Contender;

/**
 * {@code start()} and {@code join()} of a no-op, in milliseconds.
 *
 * @param method the start method
 */
record OurStart(String name, String method) implements Contender {
  @Override
  public double once() {
    Process process = Processing.getContext(method).process(Targets.noop());
    long before = System.nanoTime();
    process.start();
    process.join();
    long taken = System.nanoTime() - before;
    Ended.well(process);
    return taken / 1e6;
  }
}
