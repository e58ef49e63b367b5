package io.github.processing4j.samples.window;

import java.awt.Color;
import processing.core.PApplet;
import processing.core.PConstants;

/** The plot of {@link FramePlot}, drawn by a sketch: frame times on a logarithmic axis. */
final class SketchPlot {
  private static final double SECONDS = 8;
  private static final double LEAST_MILLIS = 5;
  private static final double MOST_MILLIS = 5000;
  private static final int[] GRID_MILLIS = {10, 100, 1000};
  private static final int LEFT = 56; // for the numbers of the axis
  private static final int TOP = 34; // for the legend

  private final PApplet sketch;
  private final FrameTimes times;

  SketchPlot(PApplet sketch, FrameTimes times) {
    this.sketch = sketch;
    this.times = times;
  }

  void draw(float x, float y, float width, float height, FrameTimes.Summary summary) {
    sketch.noStroke();
    sketch.fill(Look.PANEL.getRGB());
    sketch.rect(x, y, width, height, 6);
    float left = x + LEFT;
    float right = x + width - 16;
    float top = y + TOP;
    float bottom = y + height - 16;
    drawGrid(left, right, top, bottom);
    drawFrames(left, right, top, bottom);
    drawLevel(summary.p50(), Look.GOOD, left, right, top, bottom);
    drawLevel(summary.p99(), Look.WARNING, left, right, top, bottom);
    drawLevel(summary.worst(), Look.BAD, left, right, top, bottom);
    sketch.textSize(13);
    sketch.textAlign(PConstants.LEFT, PConstants.CENTER);
    drawLegend("frame time of the last 8 seconds, ms", Look.ACCENT, left, y + 17);
    drawLegend(String.format("p50 %.1f", summary.p50()), Look.GOOD, right - 390, y + 17);
    drawLegend(String.format("p99 %.1f", summary.p99()), Look.WARNING, right - 265, y + 17);
    drawLegend(String.format("worst %.1f", summary.worst()), Look.BAD, right - 140, y + 17);
  }

  private void drawGrid(float left, float right, float top, float bottom) {
    sketch.textSize(12);
    sketch.textAlign(PConstants.RIGHT, PConstants.CENTER);
    sketch.strokeWeight(1);
    for (int millis : GRID_MILLIS) {
      float at = at(millis, top, bottom);
      sketch.stroke(Look.FAINT.getRGB());
      sketch.line(left, at, right, at);
      sketch.fill(Look.MUTED.getRGB());
      sketch.text(Integer.toString(millis), left - 10, at);
    }
  }

  private void drawFrames(float left, float right, float top, float bottom) {
    double[][] last = times.last(SECONDS);
    sketch.noStroke();
    sketch.fill(Look.ACCENT.getRGB());
    for (int i = 0; i + 1 < last[0].length; i++) {
      float from = right + (float) (last[0][i] / SECONDS) * (right - left);
      float to = right + (float) (last[0][i + 1] / SECONDS) * (right - left);
      float high = at(last[1][i], top, bottom);
      sketch.rect(from, high, Math.max(1, to - from), bottom - high);
    }
  }

  private void drawLevel(
      double millis, Color colour, float left, float right, float top, float bottom) {
    if (!Double.isNaN(millis)) {
      float from =
          right - (float) Math.min(1, times.secondsSinceReset() / SECONDS) * (right - left);
      sketch.stroke(colour.getRGB());
      sketch.strokeWeight(1.6f);
      sketch.line(from, at(millis, top, bottom), right, at(millis, top, bottom));
    }
  }

  private void drawLegend(String text, Color colour, float x, float y) {
    sketch.noStroke();
    sketch.fill(colour.getRGB());
    sketch.rect(x, y - 2, 16, 4, 2);
    sketch.fill(Look.TEXT.getRGB());
    sketch.text(text, x + 24, y);
  }

  private static float at(double millis, float top, float bottom) {
    double log = Math.log(Math.max(millis, LEAST_MILLIS) / LEAST_MILLIS);
    double share = Math.min(1, log / Math.log(MOST_MILLIS / LEAST_MILLIS));
    return bottom - (float) share * (bottom - top);
  }
}
