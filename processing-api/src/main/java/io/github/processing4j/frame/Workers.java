package io.github.processing4j.frame;

import org.jspecify.annotations.Nullable;

/** What a scheduler's tasks run on. Thread-safe; nothing here waits for a task. */
interface Workers {

  /**
   * Makes a run of a task, for the next worker that is free, and tells its handle of it.
   *
   * @return hands it over; to be run once at most
   * @throws io.github.processing4j.NotSendableException if it is to be sent, and cannot be
   */
  <T extends @Nullable Object> Runnable prepare(FrameTask<T> task, FrameWorker<T> worker);

  /** Makes a run of a task for a worker of its own; otherwise as {@link #prepare}. */
  <T extends @Nullable Object> Runnable prepareAlone(FrameTask<T> task, FrameWorker<T> worker);

  /** Begins nothing of what waits. */
  void forget();

  /** Lets the workers end; what they run was cancelled. */
  void close();
}
