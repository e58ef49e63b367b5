package io.github.processing4j.spi;

/** Names of signals, by the numbers that Linux and macOS share. */
final class Signals {
  private static final String[] NAMES = {
    "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "", "SIGFPE", "SIGKILL", "",
    "SIGSEGV", "", "SIGPIPE", "SIGALRM", "SIGTERM"
  };

  private Signals() {}

  /** {@code SIGTERM} for -15, the number itself for what is no signal or has no common name. */
  static String describe(int exitCode) {
    int signal = -exitCode;
    return signal > 0 && signal < NAMES.length && !NAMES[signal].isEmpty()
        ? NAMES[signal]
        : Integer.toString(exitCode);
  }
}
