package io.github.processing4j.spi;

import io.github.processing4j.Process;
import org.jspecify.annotations.Nullable;

/**
 * Who this JVM is in its tree.
 *
 * @param identity empty for the main process
 * @param startMethod the start method that was chosen for it by its parent, or null
 * @param parent its parent, or null for the main process
 * @param instance the object that was sent to run here, or null if none was
 */
public record SelfInfo(
    String name,
    int[] identity,
    boolean daemon,
    byte[] authKey,
    @Nullable String startMethod,
    @Nullable ParentInfo parent,
    @Nullable Process instance) {

  /** The parent of this JVM. */
  public interface ParentInfo {
    /** Its pid. */
    long pid();

    /** Its name. */
    String name();

    /** Whether it lives. */
    boolean isAlive();

    /**
     * Waits for its end.
     *
     * @param timeoutNanos negative to wait without bound
     * @return whether it has ended
     */
    boolean join(long timeoutNanos) throws InterruptedException;
  }
}
