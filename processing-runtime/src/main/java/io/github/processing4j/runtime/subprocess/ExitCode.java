package io.github.processing4j.runtime.subprocess;

import java.io.File;

/**
 * What {@link Process#exitValue()} says, as Python says it.
 *
 * <p>Both death by signal N and {@code exit(128+N)} are 128+N in Java. By convention programs exit so
 * only to tell of a signal; so it is taken for one.
 */
final class ExitCode {
  private static final int SIGNALLED = 128;

  /** The last signal but those that are called real-time signals, which nobody dies of by custom. */
  private static final int MAX_SIGNAL = 31;

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private ExitCode() {}

  static int of(int raw) {
    int signal = raw - SIGNALLED;
    return !WINDOWS && signal > 0 && signal <= MAX_SIGNAL ? -signal : raw;
  }
}
