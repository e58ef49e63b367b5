package io.github.processing4j.samples.filter;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * A picture to filter, made up: the sun above mountains and a lake, with the grain of a film.
 *
 * @param width in pixels
 * @param height in pixels
 * @param seed which one; the same for the same seed, at any size
 */
public record Landscape(int width, int height, int seed) implements Serializable {
  private static final int RIDGES = 5;
  private static final double SHORE = 0.74; // of the height; below is the lake
  private static final double GRAIN = 26;
  private static final double[][] SKIES = { // top, horizon, and what is near: red, green, blue
    {38, 52, 104, 250, 176, 122, 22, 26, 48},
    {24, 78, 128, 248, 226, 178, 14, 44, 52},
    {66, 40, 98, 246, 138, 118, 34, 18, 46},
    {20, 56, 88, 170, 214, 214, 10, 34, 40},
  };

  /** Its pixels row by row, each {@code 0xFFRRGGBB}. */
  public int[] pixels() {
    int[] pixels = new int[width * height];
    double[][] ridges = ridges();
    double[] colour = new double[3];
    SplittableRandom grain = new SplittableRandom(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        look(x, y, ridges, colour);
        double noise = GRAIN * (grain.nextDouble() - 0.5);
        int pixel = 0xFF;
        for (double part : colour) {
          pixel = pixel << 8 | (int) Math.max(0, Math.min(255, part + noise));
        }
        pixels[y * width + x] = pixel;
      }
    }
    return pixels;
  }

  /** What is to be seen there; in the lake, what is above, darker and moved by the waves. */
  private void look(int x, int y, double[][] ridges, double[] colour) {
    double up = (double) y / height;
    double across = (double) x / height;
    if (up < SHORE) {
      above(across, up, ridges, colour);
      return;
    }
    double depth = (up - SHORE) / (1 - SHORE);
    double wave = 0.05 * depth * noise(across * 5 / (0.15 + depth), 300 * Math.sqrt(depth));
    above(across + wave, SHORE - (up - SHORE) * 2.1 - wave, ridges, colour);
    for (int i = 0; i < colour.length; i++) {
      colour[i] = colour[i] * (0.86 - 0.3 * depth) + 5 * i;
    }
  }

  private void above(double across, double up, double[][] ridges, double[] colour) {
    double[] sky = SKIES[Math.floorMod(seed, SKIES.length)];
    double low = Math.pow(Math.max(0, up / SHORE), 1.4);
    double sun = Math.hypot(across - sunAcross(), up - 0.36);
    double light = sun < 0.055 ? 1 : 0.75 * Math.exp(-sun * 5.5);
    double cloud = Math.max(0, noise(across * 2.2 + 40, up * 9) - 0.5) * 1.1 * (1 - up);
    for (int i = 0; i < colour.length; i++) {
      double air = sky[i] + (sky[i + 3] - sky[i]) * low;
      colour[i] = air + (255 - air) * Math.min(1, light + cloud);
    }
    int column = (int) Math.max(0, Math.min(width - 1, across * height));
    for (int ridge = 0; ridge < RIDGES; ridge++) {
      double near = (ridge + 1.0) / RIDGES;
      double top = ridges[ridge][column];
      if (up > top) {
        double rock = 0.8 + 0.5 * noise(across * 26 + ridge, up * 40) * near;
        double mist = Math.min(1, (up - top) * 3.4) * (1 - near) * 0.7;
        for (int i = 0; i < colour.length; i++) {
          double stone = sky[i + 3] + (sky[i + 6] - sky[i + 3]) * Math.pow(near, 0.6);
          colour[i] = stone * rock + (sky[i + 3] - stone * rock) * mist;
        }
      }
    }
  }

  private double sunAcross() {
    return 0.45 + 0.9 * random(seed, 77);
  }

  /** Where each ridge begins, for each column; the nearest ridge last. */
  private double[][] ridges() {
    double[][] ridges = new double[RIDGES][width];
    for (int ridge = 0; ridge < RIDGES; ridge++) {
      double near = (ridge + 1.0) / RIDGES;
      for (int x = 0; x < width; x++) {
        double high = ridgeAt((double) x / height, ridge) - 0.35;
        ridges[ridge][x] = 0.42 + 0.25 * near - (0.3 - 0.2 * near) * high;
      }
    }
    return ridges;
  }

  /** The height of a ridge: waves upon waves, each half as large as the one before. */
  private double ridgeAt(double across, int ridge) {
    double height = 0;
    double size = 0.5;
    for (double often = 1.6 + ridge * 0.5; size > 0.01; often *= 2.03) {
      height += size * noise(across * often + 31 * ridge, ridge * 7.7);
      size *= 0.52;
    }
    return height;
  }

  /** Smooth noise from 0 to 1: values at whole numbers, and between them a blend. */
  private double noise(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = smooth(x - left);
    double above = blend(random(left, top), random(left + 1, top), right);
    double below = blend(random(left, top + 1), random(left + 1, top + 1), right);
    return blend(above, below, smooth(y - top));
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double blend(double from, double to, double t) {
    return from + (to - from) * t;
  }

  /** From 0 to 1, by the whole numbers of a place. */
  private double random(int x, int y) {
    int mixed = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ seed * 0xC2B2AE3D;
    mixed = (mixed ^ mixed >>> 15) * 0x2C1B3C6D;
    mixed = (mixed ^ mixed >>> 12) * 0x297A2D39;
    return ((mixed ^ mixed >>> 15) & 0xFFFFFF) / (double) 0x1000000;
  }
}
