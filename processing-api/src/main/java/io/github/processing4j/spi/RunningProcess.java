package io.github.processing4j.spi;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A process that an engine started, alive or ended. Thread-safe. */
public interface RunningProcess {

  /**
   * To be called once, when the user's object knows of it. A target that shares that object must not
   * run before.
   */
  default void announced() {}

  /** Its pid. */
  long pid();

  /** Whether it has not ended. A suspended process is alive. */
  boolean isAlive();

  /**
   * Waits for its end.
   *
   * @param timeoutNanos negative to wait without bound
   * @return whether it has ended
   */
  boolean join(long timeoutNanos) throws InterruptedException;

  /** How it ended, or null while it is alive. */
  @Nullable ExitStatus exitStatus();

  /** Why it failed, or null while it is alive or if it did not fail. */
  @Nullable Throwable failure();

  /** Completed with its exit status when it has ended, by a thread of the engine. */
  CompletableFuture<ExitStatus> onExit();

  /** Asks its main thread to end, by {@link io.github.processing4j.ProcessExit}. Never blocks. */
  void stop();

  /** SIGINT. Never blocks. */
  void interrupt();

  /** SIGTERM. Never blocks. */
  void terminate();

  /** SIGKILL. Never blocks. */
  void kill();

  /** SIGKILL for it and all its descendants. */
  void killTree();

  /** The handle of the operating system's process. */
  ProcessHandle toHandle();
}
