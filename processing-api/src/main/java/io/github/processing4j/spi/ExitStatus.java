package io.github.processing4j.spi;

/**
 * How a process ended.
 *
 * @param code its exit code; {@code -N} for death by signal N
 * @param processExit whether an uncaught {@link io.github.processing4j.ProcessExit} ended it
 */
public record ExitStatus(int code, boolean processExit) {

  /** What ended it, in a word: {@code ProcessExit}, {@code SIGTERM}, or the exit code. */
  public String reason() {
    return processExit ? "ProcessExit" : Signals.describe(code);
  }

  /** What ended it, for a sentence: {@code by SIGTERM}, or {@code with exit code 3}. */
  public String inWords() {
    return processExit || code < 0 ? "by " + reason() : "with exit code " + code;
  }
}
