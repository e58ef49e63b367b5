package io.github.processing4j;

/**
 * A way to start processes: {@code spawn}, {@code standby} or {@code thread}. What is made by a context lives where
 * the context puts it.
 *
 * <p>Thread-safe. The name and the idea are those of {@code multiprocessing.get_context}.
 *
 * @see Processing#getContext(String)
 */
public interface Context {

  /** The name of the start method, as given to {@link Processing#getContext(String)}. */
  String getStartMethod();

  /**
   * A process of this context, not started yet.
   *
   * @param target what it will run
   */
  default Process process(Target target) {
    return processBuilder().target(target).build();
  }

  /** A builder of a process of this context. */
  default Process.Builder processBuilder() {
    return Process.builder().context(this);
  }

  /**
   * Builds and starts a process of this context.
   *
   * @param target what it runs
   */
  default Process start(Target target) {
    Process process = process(target);
    process.start();
    return process;
  }

  /** A pool of this context, with a worker for each CPU that this JVM may use. */
  default Pool pool() {
    return poolBuilder().build();
  }

  /**
   * A pool of this context.
   *
   * @param processes how many workers it has, 1 to 500
   */
  default Pool pool(int processes) {
    return poolBuilder().processes(processes).build();
  }

  /** A builder of a pool of this context. */
  default PoolBuilder poolBuilder() {
    return Pool.builder().context(this);
  }
}
