package io.github.processing4j.runtime.process;

import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.spi.ExitStatus;

/**
 * Tells from what a child left behind how it ended.
 *
 * <p>{@link java.lang.Process#exitValue()} is 128+N both for a death by signal N and for {@code
 * exit(128+N)}. A JVM that gets SIGTERM does exit with 143; its page says that a signal did it. A JVM
 * killed outright says nothing; one that exits or is halted leaves a line of its own, at the very end.
 */
final class ExitCodes {
  private static final int SIGNALLED = 128;

  /**
   * How a JVM ends that cannot boot; also one that a signal to end meets while it sets up its modules:
   * its main thread stumbles over the shutdown before that is done.
   */
  private static final int FAILED_BOOT = 1;

  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private static final int MAX_SIGNAL = 64;
  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

  private ExitCodes() {}

  /**
   * The status.
   *
   * @param raw as the platform tells it
   * @param sent the last signal that we sent ourselves, or 0
   */
  static ExitStatus of(int raw, StatusPage.Report report, Launched launched, int sent) {
    int code = code(raw, report, launched, sent);
    // An uncaught stop may be overtaken: by a signal, or by halt in a hook.
    return new ExitStatus(code, report.processExit() && code == ProcessExit.EXIT_CODE);
  }

  /**
   * Whether it may be that a signal of somebody else's broke the boot of the JVM. If so, one with the
   * same command boots well.
   */
  static boolean maybeBrokenBoot(int raw, StatusPage.Report report, Launched launched, int sent) {
    return raw == FAILED_BOOT
        && sent == 0
        && !WINDOWS
        && report.progress() == StatusPage.LAUNCHED
        && !report.orderly()
        && launched.endedOnceMade();
  }

  /** The status where it was so. Signals to end are not told apart; most of them are SIGTERM. */
  static ExitStatus brokenBoot() {
    return new ExitStatus(-SIGTERM, false);
  }

  private static int code(int raw, StatusPage.Report report, Launched launched, int sent) {
    int signal = raw - SIGNALLED;
    if (report.signal() > 0 && report.signal() == signal) {
      return -signal;
    }
    if (WINDOWS && sent > 0 && raw == 1 && !report.orderly()) {
      return -sent;
    }
    if (sent > 0 && raw == FAILED_BOOT && report.progress() == StatusPage.LAUNCHED) {
      return -sent;
    }
    if (signal <= 0 || signal > MAX_SIGNAL) {
      return raw;
    }
    if (report.done() && exitsAt(signal)) {
      // The main thread had yet to begin the shutdown, and no hook of ours was left to mark this
      // one.
      return -signal;
    }
    return exitedByItself(report, launched) ? raw : -signal;
  }

  /** Whether a JVM that gets this signal exits, as if by itself. */
  private static boolean exitsAt(int signal) {
    return signal == SIGTERM || signal == SIGINT || signal == SIGHUP;
  }

  /** Whether it exited, not by a signal; also if a signal came while its shutdown hooks ran. */
  private static boolean exitedByItself(StatusPage.Report report, Launched launched) {
    if (report.orderly() || report.done()) {
      return launched.saidGoodbye() || !launched.wouldSayGoodbye();
    }
    return report.progress() == StatusPage.RUNNING && launched.saidGoodbye();
  }
}
