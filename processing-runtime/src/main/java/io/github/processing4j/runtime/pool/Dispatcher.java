package io.github.processing4j.runtime.pool;

/** Gives chunks to workers. */
class Dispatcher {
  /**
   * Takes a chunk, and gives it to a worker as soon as there is one. Never blocks.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the pool takes no more
   * @throws io.github.processing4j.BrokenPoolException if the pool is broken
   */
  void submit(Chunk chunk) {
    throw new UnsupportedOperationException();
  }

  /**
   * Answers all that is left of a job with a {@link java.util.concurrent.CancellationException}. What has
   * not begun never begins.
   *
   * @param endWorkers whether workers that run something of it are ended; else they go on for nobody
   */
  void cancel(Job job, boolean endWorkers) {
    throw new UnsupportedOperationException();
  }

  /** No more chunks of this job will come, and all are answered: workers may forget its function. */
  void ended(Job job) {
    throw new UnsupportedOperationException();
  }

  /** How many workers there are meant to be. */
  int processes() {
    throw new UnsupportedOperationException();
  }
}
