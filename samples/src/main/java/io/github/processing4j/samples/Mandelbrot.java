package io.github.processing4j.samples;

import io.github.processing4j.Process;
import io.github.processing4j.frame.Progress;
import java.util.ArrayList;
import java.util.List;

/** Some seconds of arithmetic with something to see at the end: the Mandelbrot set, in characters. */
final class Mandelbrot {
  private static final int COLUMNS = 76;
  private static final int ROWS = 24;
  private static final int SAMPLES = 24; // each way, in each character
  private static final int MAX_STEPS = 6000;
  private static final String SHADES = " .:-=+*#%@";

  private Mandelbrot() {}

  /** Draws it; tells its pid, and after each row how far it is. */
  static List<String> draw(Progress progress) {
    progress.publish(Process.current().getPid());
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < COLUMNS; column++) {
        line.append(SHADES.charAt((int) shade(column, row)));
      }
      rows.add(line.toString());
      progress.update((row + 1.0) / ROWS, "row " + (row + 1) + " of " + ROWS);
    }
    return rows;
  }

  /** The mean of all samples of a character. */
  private static double shade(int column, int row) {
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        double x = -2.2 + 3.2 * (column + (i + 0.5) / SAMPLES) / COLUMNS;
        double y = -1.2 + 2.4 * (row + (j + 0.5) / SAMPLES) / ROWS;
        sum += Math.min(SHADES.length() - 1, 1.7 * Math.log(steps(x, y)));
      }
    }
    return sum / (SAMPLES * SAMPLES);
  }

  /** How long a point stays, at least 1. */
  private static int steps(double x, double y) {
    double re = 0;
    double im = 0;
    int n = 0;
    while (n < MAX_STEPS && re * re + im * im < 4) {
      double next = re * re - im * im + x;
      im = 2 * re * im + y;
      re = next;
      n++;
    }
    return n;
  }
}
