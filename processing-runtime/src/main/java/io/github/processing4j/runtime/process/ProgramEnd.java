package io.github.processing4j.runtime.process;

/** Whether this program is ending, so that children that end are not to be replaced. Thread-safe. */
public final class ProgramEnd {
  private static volatile boolean workIsDone;
  private static volatile boolean shutsDown;

  private ProgramEnd() {}

  /** Whether its own work is done, or its JVM shuts down. */
  public static boolean hasBegun() {
    return workIsDone || shutsDown;
  }

  /** Whether its JVM shuts down: no child starts any more. */
  public static boolean isShutdown() {
    return shutsDown;
  }

  /**
   * Notes whether the program's own work is done: others may follow in this JVM.
   */
  static void workIsDone(boolean done) {
    workIsDone = done;
  }

  static void shutsDown() {
    shutsDown = true;
  }
}
