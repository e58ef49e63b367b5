package io.github.processing4j.spawn;

/**
 * How a program ended and what it wrote: the result of {@link Subprocess#communicate()}. The name is
 * that of Python's {@code subprocess.CompletedProcess}.
 *
 * @param exitCode as {@link Subprocess#poll()}: {@code -N} if signal N ended it
 * @param out what it wrote to stdout; empty if that was no pipe
 * @param err what it wrote to stderr; empty if that was no pipe
 */
public record CompletedProcess(int exitCode, Output out, Output err) {
  /** Whether it exited with 0. */
  public boolean successful() {
    return exitCode == 0;
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + ", out " + out + ", err " + err;
  }
}
