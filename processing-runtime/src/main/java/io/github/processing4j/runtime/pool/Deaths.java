package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.WorkerDiedException;
import io.github.processing4j.spi.ExitStatus;
import org.jspecify.annotations.Nullable;

/** What is told of the end of a worker. */
final class Deaths {
  private Deaths() {}

  /**
   * For the call that it ran.
   *
   * @param failure as the engine tells it; null if its main thread has returned
   */
  static WorkerDiedException of(Worker worker, @Nullable Throwable failure) {
    Integer code = exitCode(failure);
    String how = code != null ? new ExitStatus(code, false).inWords() : "by itself: " + failure;
    String stderr = failure instanceof ProcessDiedException died ? died.stderr() : "";
    Long pid = failure instanceof ProcessDiedException died ? died.pid() : worker.pid();
    WorkerDiedException told =
        new WorkerDiedException(
            "the worker "
                + worker.name
                + " (pid "
                + pid
                + ") ended "
                + how
                + " while it ran this call; no other call is affected"
                + (stderr.isEmpty() ? "" : "; its last words: " + stderr),
            worker.name,
            pid,
            code != null ? code : 1,
            stderr);
    if (failure != null && !(failure instanceof ProcessDiedException)) {
      told.initCause(failure);
    }
    return told;
  }

  /** For a pool that it breaks. */
  static String inWords(Worker worker, @Nullable Throwable failure) {
    return failure == null
        ? worker.name + " ended by itself"
        : String.valueOf(failure.getMessage());
  }

  /** The exit code of a worker, or null if it is not known. */
  static @Nullable Integer exitCode(@Nullable Throwable failure) {
    if (failure instanceof ProcessDiedException died) {
      return died.exitCode();
    }
    if (failure instanceof ProcessStartException never) {
      return never.exitCode();
    }
    return failure == null ? Integer.valueOf(0) : null;
  }
}
