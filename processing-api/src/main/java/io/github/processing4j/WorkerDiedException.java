package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/**
 * The worker of a {@link Pool} that ran a task ended before the task did: it was killed, it crashed, or
 * the task called {@code System.exit}. Only the task that was running fails so; the worker is replaced.
 */
public class WorkerDiedException extends ProcessDiedException {
  private static final long serialVersionUID = 1;

  private final String worker;

  /**
   * A worker that died at work.
   *
   * @param message the whole sentence
   * @param worker its name
   * @param pid of the worker
   * @param exitCode of the worker, as {@link Process#getExitCode()}
   * @param stderr the last that it printed there, or empty
   */
  public WorkerDiedException(
      String message, String worker, @Nullable Long pid, int exitCode, String stderr) {
    super(message, pid, exitCode, stderr);
    this.worker = worker;
  }

  /** The name of the worker. */
  public String worker() {
    return worker;
  }
}
