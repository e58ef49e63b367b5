package io.github.processing4j.samples;

import io.github.processing4j.frame.FrameLoop;
import io.github.processing4j.frame.ProgressSnapshot;
import java.io.Console;
import java.time.Duration;

/**
 * One line that is drawn again and again, in a terminal; elsewhere, a line a second, without control
 * characters.
 */
final class Screen {
  private static final int FRAMES_PER_LINE = 60;
  private static final int FIELD = 13;
  private static final double NANOS_PER_MILLI = 1e6;

  private final boolean terminal = isTerminal();
  private String lastStatus = "";

  /** Shows a frame. */
  void show(FrameLoop loop, String status, ProgressSnapshot progress) {
    String line =
        String.format(
            "%-10s %5s  frame %4d  longest %.1f ms",
            status, percent(progress), loop.frame(), millis(loop.longest()));
    if (progress.payload() != null) {
      line += "  process " + progress.payload();
    }
    if (terminal) {
      System.out.print("\r(" + ball(loop.frame()) + ")  " + line + " ");
      System.out.flush();
    } else if (!status.equals(lastStatus) || loop.frame() % FRAMES_PER_LINE == 0) {
      System.out.println(line);
    }
    lastStatus = status;
  }

  /** Ends the line. */
  void end() {
    System.out.println(terminal ? System.lineSeparator() : "");
  }

  /** A time in milliseconds, for people. */
  static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }

  private static String percent(ProgressSnapshot progress) {
    double fraction = progress.fraction();
    return Double.isNaN(fraction) ? "" : Math.round(100 * fraction) + " %";
  }

  private static String ball(long frame) {
    int at = (int) (frame / 2 % (2 * FIELD - 2));
    int column = at < FIELD ? at : 2 * FIELD - 2 - at;
    return " ".repeat(column) + "o" + " ".repeat(FIELD - 1 - column);
  }

  /** Whether stdout is a terminal. */
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22 there is a console only where there is a terminal
    }
  }
}
