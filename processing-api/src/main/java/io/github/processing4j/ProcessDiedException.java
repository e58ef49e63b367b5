package io.github.processing4j;

import org.jspecify.annotations.Nullable;

/** A child ended before it had given the result that it was working on. */
public class ProcessDiedException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final @Nullable Long pid;
  private final int exitCode;
  private final String stderr;

  /**
   * A child that died at work.
   *
   * @param message the whole sentence
   * @param pid of the child
   * @param exitCode of the child, as {@link Process#getExitCode()}
   * @param stderr the last that it printed there, or empty
   */
  public ProcessDiedException(String message, @Nullable Long pid, int exitCode, String stderr) {
    super(message);
    this.pid = pid;
    this.exitCode = exitCode;
    this.stderr = stderr;
  }

  /** The pid of the child. */
  public @Nullable Long pid() {
    return pid;
  }

  /** The exit code of the child: {@code -N} for signal N. */
  public int exitCode() {
    return exitCode;
  }

  /** The signal that ended the child, or null if it exited by itself. */
  public @Nullable Integer signal() {
    return exitCode < 0 ? Integer.valueOf(-exitCode) : null;
  }

  /** The last that the child printed on stderr, or empty. */
  public String stderr() {
    return stderr;
  }
}
