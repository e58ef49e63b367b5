package io.github.processing4j.spawn;

import io.github.processing4j.ProcessStartException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program could not be launched: it is not there, may not be executed, or its working directory is
 * none. Thrown at once, before anything runs.
 */
public class SubprocessStartException extends ProcessStartException {
  private static final long serialVersionUID = 1;

  private final String culprit;

  /**
   * A failed launch.
   *
   * @param message the whole sentence
   * @param culprit the file or directory that it is about
   * @param command what was to be launched; may be empty
   */
  public SubprocessStartException(
      String message, String culprit, List<String> command, @Nullable Throwable cause) {
    super(message, null, null, command, "", cause);
    this.culprit = culprit;
  }

  /** The program, script or directory that could not be used. */
  public String culprit() {
    return culprit;
  }
}
