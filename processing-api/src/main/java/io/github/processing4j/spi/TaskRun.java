package io.github.processing4j.spi;

/** One run of a task by a {@link TaskPool}. Thread-safe. */
public interface TaskRun {

  /**
   * Gives it to the workers, of which the first that is free runs it. From now on its listener hears of
   * it, on a thread of the engine. To be called once at most; waits for nobody.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the pool was closed
   * @throws io.github.processing4j.BrokenPoolException if its workers cannot begin
   */
  void start();

  /**
   * Ends it early, and the worker that runs it, which is replaced; or keeps it from being started. Its
   * listener hears of that as a failure, if it is or was started. Does nothing if it is over. Waits for
   * nobody, but may have to get a lock of the engine.
   */
  void end();
}
