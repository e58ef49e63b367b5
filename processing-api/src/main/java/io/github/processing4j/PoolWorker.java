package io.github.processing4j;

/**
 * A worker of a {@link Pool}, as it was a moment ago.
 *
 * @param name also the name of its process
 * @param pid of its process; on threads that of this JVM
 * @param state what it does
 * @param done how many calls it has ended
 */
public record PoolWorker(String name, long pid, State state, long done) {

  /** What a worker does. */
  public enum State {
    /** Its JVM boots, or its initializer runs. */
    STARTING,
    /** It waits for a call. */
    IDLE,
    /** It runs a call. */
    BUSY,
    /** It was told to end. */
    ENDING
  }
}
