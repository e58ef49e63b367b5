package io.github.processing4j.runtime.pool;

import io.github.processing4j.frame.ProgressSnapshot;

/** What a call has told of itself. */
interface Report {

  /** Reads it. May run the program's code. */
  ProgressSnapshot read() throws Exception;
}
