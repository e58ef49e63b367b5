package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Target;

/**
 * What our children run.
 *
 * <p>A child loads the class that its lambda is written in; so this one is small, as are the main
 * classes and the Python module that it is measured against.
 */
public final class Targets {
  private static final long LONG_MILLIS = 300_000;

  private Targets() {}

  /** Does nothing. */
  public static Target noop() {
    return () -> {};
  }

  /** Does nothing, and returns so much. */
  public static int nothing() {
    return 0;
  }

  /** Writes the time of its first statement to the file {@code path}. */
  public static Target stamp(String path) {
    return () -> {
      long now = System.nanoTime();
      Stamp.write(path, now);
    };
  }

  /** Makes the file {@code path}, and sleeps. */
  public static Target idle(String path) {
    return () -> {
      Stamp.write(path, System.nanoTime());
      Thread.sleep(LONG_MILLIS);
    };
  }
}
