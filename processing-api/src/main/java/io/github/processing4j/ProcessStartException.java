package io.github.processing4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child could not be launched, or ended before its target ran: a Java home that is not there, a
 * flag that the JVM rejects, a class that the child cannot find.
 *
 * <p>What is known at once is thrown by {@link Process#start()}; what shows later, by {@link
 * Process#join()}, and is told by {@link Process#getFailure()}.
 */
public class ProcessStartException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final @Nullable Long pid;
  private final @Nullable Integer exitCode;
  private final List<String> commandLine;
  private final String stderr;

  /**
   * A failed start.
   *
   * @param message the whole sentence
   * @param pid of the child, or null if there never was one
   * @param exitCode of the child, as {@link Process#getExitCode()}, or null if there never was one
   * @param commandLine how it was launched; without secrets
   * @param stderr the last that it printed there, or empty
   */
  public ProcessStartException(
      String message,
      @Nullable Long pid,
      @Nullable Integer exitCode,
      List<String> commandLine,
      String stderr,
      @Nullable Throwable cause) {
    super(message, cause);
    this.pid = pid;
    this.exitCode = exitCode;
    this.commandLine = List.copyOf(commandLine);
    this.stderr = stderr;
  }

  /** The pid of the child, or null if there never was one. */
  public @Nullable Long pid() {
    return pid;
  }

  /** The exit code of the child as {@link Process#getExitCode()}, or null if there never was one. */
  public @Nullable Integer exitCode() {
    return exitCode;
  }

  /** The signal that ended the child, or null if none did. */
  public @Nullable Integer signal() {
    return exitCode != null && exitCode < 0 ? Integer.valueOf(-exitCode) : null;
  }

  /** How the child was launched. It holds no secrets. */
  public List<String> commandLine() {
    return commandLine;
  }

  /** The last that the child printed on stderr, or empty. */
  public String stderr() {
    return stderr;
  }
}
