package io.github.processing4j;

import java.time.Duration;

/**
 * A task of a {@link Pool} ran for longer than {@link PoolBuilder#taskTimeout}. The worker that ran it
 * was ended and is replaced; no other task is affected.
 */
public class TaskTimeoutException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final Duration timeout;
  private final String worker;

  /**
   * A task that took too long.
   *
   * @param message the whole sentence
   * @param timeout how long it might have run
   * @param worker the name of the worker that was ended
   */
  public TaskTimeoutException(String message, Duration timeout, String worker) {
    super(message);
    this.timeout = timeout;
    this.worker = worker;
  }

  /** How long it might have run. */
  public Duration timeout() {
    return timeout;
  }

  /** The name of the worker that was ended. */
  public String worker() {
    return worker;
  }
}
