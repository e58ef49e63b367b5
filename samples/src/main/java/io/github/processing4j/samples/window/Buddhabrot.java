package io.github.processing4j.samples.window;

import io.github.processing4j.Process;
import io.github.processing4j.frame.Progress;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The slow job: some seconds of arithmetic that leaves millions of small objects to the garbage
 * collector, with something to see at the end.
 *
 * <p>The Mandelbrot set is where points stay for ever; this is where the others pass on their way
 * out. Short ways add to the blue of a pixel, longer ones to its green, the longest to its red.
 */
final class Buddhabrot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 378;
  private static final int BATCHES = 700;
  private static final int POINTS = 8_000; // of each batch
  private static final int[] LONGEST = {900, 150, 40}; // ways that count as red, green, blue

  private record Point(double re, double im) {
    Point next(Point c) {
      return new Point(re * re - im * im + c.re, 2 * re * im + c.im);
    }
  }

  private Buddhabrot() {}

  /** Draws it; tells who does it, and after each batch how far it is. Ends when interrupted. */
  static BufferedImage draw(Progress progress) throws InterruptedException {
    progress.publish(who());
    int[][] hits = new int[LONGEST.length][WIDTH * HEIGHT];
    for (int batch = 0; batch < BATCHES; batch++) {
      for (List<Point> way : ways(batch)) {
        count(way, hits);
      }
      progress.update((batch + 1.0) / BATCHES, "batch " + (batch + 1) + " of " + BATCHES);
      if (Thread.interrupted()) {
        throw new InterruptedException("in batch " + batch);
      }
    }
    return develop(hits);
  }

  /** The process and thread that call. */
  static String who() {
    return "process " + Process.current().getPid() + ", thread " + Thread.currentThread().getName();
  }

  /** The ways of some random points that leave; the same ones for the same batch. */
  private static List<List<Point>> ways(int batch) {
    SplittableRandom random = new SplittableRandom(batch);
    List<List<Point>> ways = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      Point c = new Point(random.nextDouble(-2.1, 1), random.nextDouble(0, 1.3));
      int steps = stepsToLeave(c);
      if (steps < LONGEST[0]) {
        ways.add(Stream.iterate(c, z -> z.next(c)).limit(steps).toList());
      }
    }
    return ways;
  }

  private static int stepsToLeave(Point c) {
    if (staysForEver(c)) {
      return LONGEST[0];
    }
    int steps = 0;
    Point z = c;
    while (steps < LONGEST[0] && z.re * z.re + z.im * z.im < 4) {
      z = z.next(c);
      steps++;
    }
    return steps;
  }

  /** Whether it is in the two largest parts of the Mandelbrot set; in the others, nobody knows. */
  private static boolean staysForEver(Point c) {
    double x = c.re - 0.25;
    double q = x * x + c.im * c.im;
    double y = c.re + 1;
    return q * (q + x) < c.im * c.im / 4 || y * y + c.im * c.im < 1.0 / 16;
  }

  /** Adds a way and its mirror image to the colours that it is short enough for. */
  private static void count(List<Point> way, int[][] hits) {
    for (Point z : way) {
      int x = (int) ((z.re + 1.68) / 2.68 * WIDTH);
      int y = (int) ((z.im + 1.055) / 2.11 * HEIGHT);
      if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
        for (int colour = 0; colour < LONGEST.length && way.size() < LONGEST[colour]; colour++) {
          hits[colour][y * WIDTH + x]++;
          hits[colour][(HEIGHT - 1 - y) * WIDTH + x]++;
        }
      }
    }
  }

  /** Makes a picture of it: of each colour, the emptiest quarter stays dark. */
  private static BufferedImage develop(int[][] hits) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int[] colour : hits) {
      int[] sorted = colour.clone();
      Arrays.sort(sorted);
      double dark = sorted[sorted.length / 4];
      double bright = sorted[sorted.length - sorted.length / 500];
      for (int i = 0; i < rgb.length; i++) {
        double light = Math.max(0, Math.min(1, (colour[i] - dark) / (bright - dark)));
        rgb[i] = rgb[i] << 8 | (int) (255 * Math.pow(light, 0.7));
      }
    }
    image.setRGB(0, 0, WIDTH, HEIGHT, rgb, 0, WIDTH);
    return image;
  }
}
