package io.github.processing4j.frame;

/** The work of a worker, wherever it runs. */
interface Execution {
  /** Ends the work, or keeps it from beginning. Called once at most; waits for nobody. */
  void end();
}
