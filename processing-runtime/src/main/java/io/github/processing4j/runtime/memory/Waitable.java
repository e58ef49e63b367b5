package io.github.processing4j.runtime.memory;

/** What a thread can wait for beside others: a connection, a queue, the end of a process. */
public interface Waitable {

  /**
   * Whether something of it can be had without waiting. Never blocks.
   *
   * @throws RuntimeException as using it would
   */
  boolean isReadyNow();

  /** Calls {@code wake} when it may have become ready after a {@link Watch#renew}. */
  Watch watch(Runnable wake);
}
