package io.github.processing4j;

/**
 * Becomes ready when a process ends: something to wait for beside other things.
 *
 * @see Process#sentinel()
 */
public interface Sentinel {

  /** Whether the process has ended. Never blocks. */
  boolean isReady();
}
