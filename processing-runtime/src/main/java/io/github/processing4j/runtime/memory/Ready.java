package io.github.processing4j.runtime.memory;

/**
 * What a thread waits for at a {@link Bell}. To be implemented by classes: the first lambda of a JVM
 * costs more than the wait.
 */
public interface Ready {

  /**
   * Whether the wait is over. It may take what is waited for. Called often: it must be quick, and look
   * before it writes.
   */
  boolean isReady();

  /** Called now and then: to find out whether somebody who matters has died. */
  default void recheck() {}
}
