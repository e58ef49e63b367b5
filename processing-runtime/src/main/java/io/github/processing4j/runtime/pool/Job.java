package io.github.processing4j.runtime.pool;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A call, or the calls of a map or source, that a pool was given; hears of each of them.
 *
 * <p>Those methods that the {@link Dispatcher} calls under its lock must not wait, nor run anything of
 * the program.
 */
abstract class Job {
  private static final AtomicLong IDS = new AtomicLong();

  /** How many calls a source has: as many as it gives. */
  static final int UNKNOWN = -1;

  /** Names its function to workers; unique in this JVM. */
  final long id = IDS.incrementAndGet();

  final Function function;

  /** How many calls it has, or {@link #UNKNOWN}. */
  final int calls;

  // The dispatcher's own, under its lock.

  /** How many of its calls, if their number is known, were submitted. */
  int submitted;

  /** Whether a worker may have begun one. */
  boolean begun;

  /** Whether nothing more of it runs. */
  boolean isOver;

  /** Its chunk, if it has but one call and that is in the backlog. */
  @Nullable Chunk waiting;

  Job(Function function, int calls) {
    this.function = function;
    this.calls = calls;
  }

  /**
   * A call has ended. Exactly once for each item, in any order. Under the lock of the dispatcher.
   *
   * @param index of the item in the job; that of a source may overflow, and goes on from there
   */
  abstract void answered(int index, Answer answer);

  /**
   * Nothing of it will run any more, for it was cancelled, or the pool was terminated or is broken. Once
   * at most, before what is left is answered with this. Under the lock of the dispatcher.
   */
  abstract void over(Throwable how);

  /**
   * The one call of it has told of itself. Under the lock of the dispatcher.
   *
   * @param pid of its worker, or 0
   * @param report null where it begins
   */
  void reported(long pid, @Nullable Report report) {}

  /** The pool was shut down: a source is not to be taken from any more. Under the lock of the dispatcher. */
  void cut() {}

  /** What runs it all in the calling thread, where nothing has begun; null if there is no such thing. */
  @Nullable Runnable local() {
    return null;
  }
}
