package io.github.processing4j.runtime.pool;

import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.TaskFailedException;
import io.github.processing4j.spi.Providers;
import java.util.concurrent.CancellationException;

/** How failures of calls are thrown. */
final class Failures {
  private Failures() {}

  /** Throws it, if it is unchecked; else what to throw in its place. */
  static TaskFailedException unchecked(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new TaskFailedException(failure);
  }

  /** Throws it as it is, also if it is checked. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> X asIs(Throwable failure) throws X {
    throw (X) failure;
  }

  /** A cancellation, told here. */
  static CancellationException cancelled(Throwable how) {
    CancellationException told = new CancellationException(how.getMessage());
    told.initCause(how);
    return told;
  }

  /** Throws {@code ProcessExit} if a stop is pending: its interrupt is not one to tell. */
  static void checkStop() {
    Providers.get().checkStop();
  }

  /** {@code ProcessExit} if a stop caused the interrupt; else what to throw, with the flag set. */
  static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    checkStop();
    Thread.currentThread().interrupt();
    return new ProcessingInterruptedException(what, e);
  }
}
