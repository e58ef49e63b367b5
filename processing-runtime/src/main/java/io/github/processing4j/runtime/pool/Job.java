package io.github.processing4j.runtime.pool;

/**
 * A call, or the calls of a map or source, that a pool was given; hears of each of them.
 *
 * <p>The methods are called under the lock of the {@link Dispatcher}: they must not wait, nor run
 * anything of the program.
 */
abstract class Job {
  private static final java.util.concurrent.atomic.AtomicLong IDS =
      new java.util.concurrent.atomic.AtomicLong();

  /** Names its function to workers; unique in this JVM. */
  final long id = IDS.incrementAndGet();

  final Function function;

  Job(Function function) {
    this.function = function;
  }

  /**
   * A call has ended. Exactly once for each item, in any order.
   *
   * @param index of the item in the job
   */
  abstract void answered(int index, Answer answer);
}
