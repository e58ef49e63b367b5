package io.github.processing4j.samples;

import java.io.Console;

/**
 * One line that is drawn again and again, in a terminal; elsewhere, a line a second, without control
 * characters.
 */
final class Screen {
  private static final int FRAMES_PER_LINE = 60;
  private static final int FIELD = 15;

  private final boolean terminal = isTerminal();
  private String lastStatus = "";

  /** Shows a frame. */
  void show(int frame, String status, double done, double longestMillis) {
    String percent = Double.isNaN(done) ? "" : Math.round(100 * done) + " %";
    String line =
        String.format(
            "%-10s %5s   frame %4d   longest %.1f ms", status, percent, frame, longestMillis);
    if (terminal) {
      System.out.print("\r(" + ball(frame) + ")  " + line + " ");
      System.out.flush();
    } else if (!status.equals(lastStatus) || frame % FRAMES_PER_LINE == 0) {
      System.out.println(line);
    }
    lastStatus = status;
  }

  /** Ends the line. */
  void end() {
    System.out.println(terminal ? System.lineSeparator() : "");
  }

  private static String ball(int frame) {
    int at = frame / 2 % (2 * FIELD - 2);
    int column = at < FIELD ? at : 2 * FIELD - 2 - at;
    return " ".repeat(column) + "o" + " ".repeat(FIELD - 1 - column);
  }

  private static boolean isTerminal() {
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
