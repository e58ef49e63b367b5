package io.github.processing4j.runtime.memory;

/**
 * Whether this JVM, or a process on a thread of it, was ever asked to stop. Most never are: so a
 * blocking operation that does not have to wait finds out at the price of one read. Thread-safe.
 */
public final class Stops {
  private static volatile boolean asked;

  private Stops() {}

  /** To be called before a stop becomes pending. */
  public static void ask() {
    asked = true;
  }

  static boolean wereAsked() {
    return asked;
  }
}
