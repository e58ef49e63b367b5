package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.processing4j.Process;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits of the tests. */
final class Eventually {
  static final Duration LONG = Duration.ofSeconds(40);

  private static final int ATTEMPTS = 5;
  private static final int TEST_JVMS = Integer.getInteger("test.forks", 1);

  private Eventually() {}

  static void become(String what, Callable<Boolean> condition) {
    within(LONG, what, condition);
  }

  /**
   * What a promise says of a machine that does nothing else; where test JVMs share it, each of them may
   * take as much longer.
   */
  static void within(Duration limit, String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(promised(limit))
        .until(condition);
  }

  /** A promised time, on a machine that so many test JVMs share. */
  static Duration promised(Duration limit) {
    return limit.multipliedBy(TEST_JVMS);
  }

  /** What a process can do within a time that the product gives it. */
  interface Attempt {
    /** Whether it was in time. */
    boolean isInTime(Notes notes) throws Exception;
  }

  /** A stall of the machine may use up the time of one attempt, but not that of each. */
  static void inTime(String what, Notes notes, Attempt attempt) throws Exception {
    for (int i = 1; i <= ATTEMPTS; i++) {
      if (attempt.isInTime(notes.below("attempt " + i))) {
        return;
      }
    }
    fail(what + ": not in time, in " + ATTEMPTS + " attempts");
  }

  /** Joins a process, which must end, and tells its exit code. */
  static int exitCode(Process process) {
    assertTrue(process.join(LONG), () -> process + " did not end");
    return process.getExitCode();
  }

  /** The process returns from its target. */
  static void endsWell(Process process) {
    int code = exitCode(process);
    if (code != 0) {
      throw new AssertionError(process + " ended with " + code, process.getFailure());
    }
  }

  /** The process ends like this, and says so. */
  static void ends(int code, String shown, Process process) {
    assertEquals(code, exitCode(process));
    String simple = process.getClass().getSimpleName();
    assertEquals(
        "<"
            + (simple.isEmpty() ? "Process" : simple)
            + "("
            + process.getName()
            + ", "
            + shown
            + ")>",
        process.toString());
  }

  /** Whether a process is gone, also as a zombie that nobody has reaped. */
  static boolean isGone(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether a process is suspended. */
  static boolean isSuspended(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
  }
}
