package io.github.processing4j;

/**
 * Raised in the main thread of a process by {@link Process#stop()}.
 *
 * <p>It may be caught and ignored. Uncaught, it ends the process at once, without a trace, with exit
 * code 127, shown as {@code stopped[ProcessExit]}. It is an {@link Error} so that no {@code catch
 * (Exception e)} takes it by accident, as the ancestor's is a {@code SystemExit}.
 */
public class ProcessExit extends Error {
  private static final long serialVersionUID = 1;

  /** The exit code of a process that ends by this. */
  public static final int EXIT_CODE = 127;

  /** As raised by {@link Process#stop()}. */
  public ProcessExit() {
    super("stopped");
  }
}
