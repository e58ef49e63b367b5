package io.github.processing4j.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears of a task that runs elsewhere. Calls come one after another, on a thread of the engine, and
 * end with exactly one of {@code succeeded} and {@code failed}.
 */
public interface TaskListener {

  /**
   * The task begins, in a worker that runs many. Comes once at most, before all else.
   *
   * @param pid of the process that runs it
   */
  default void began(long pid) {}

  /**
   * How far the task is. Reports that follow each other quickly may be left out, but for the newest.
   *
   * @param fraction 0 to 1, or NaN if the task did not say
   * @param message empty if there is none
   * @param payload what the task published last, or null
   */
  void progressed(double fraction, String message, @Nullable Object payload);

  /** The task returned. */
  void succeeded(@Nullable Object result);

  /** The task threw, or its process ended before it could return. */
  void failed(Throwable failure);
}
