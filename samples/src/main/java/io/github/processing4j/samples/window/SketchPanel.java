package io.github.processing4j.samples.window;

import io.github.processing4j.frame.Status;
import java.awt.Color;
import java.util.EnumMap;
import java.util.Map;
import processing.core.PApplet;
import processing.core.PConstants;

/** The column beside the painting: something that moves, the buttons, and how each way went. */
final class SketchPanel {
  static final int WIDTH = 240;

  private static final int PLANET = 90; // where its middle is, from the top
  private static final int BUTTONS = 190;
  private static final int BUTTON_HEIGHT = 40;
  private static final int BUTTON_STEP = 50;
  private static final int STATUS = 358;
  private static final int TABLE = 436;
  private static final double SMOOTH_MILLIS = 34; // two frames

  private final PApplet sketch;
  private final int left;
  private final int top;
  private final Map<Mode, FrameTimes.Summary> summaries = new EnumMap<>(Mode.class);
  private final Map<Mode, Long> painters = new EnumMap<>(Mode.class);
  private Mode mode; // null before the first
  private Status status = Status.READY;
  private double fraction;

  SketchPanel(PApplet sketch, int left, int top) {
    this.sketch = sketch;
    this.left = left;
    this.top = top;
  }

  /** Which button is there; null if none. */
  Mode buttonAt(int x, int y) {
    for (Mode each : Mode.values()) {
      int from = buttonTop(each);
      if (x >= left && x < left + WIDTH && y >= from && y < from + BUTTON_HEIGHT) {
        return each;
      }
    }
    return null;
  }

  int buttonTop(Mode each) {
    return top + BUTTONS + BUTTON_STEP * each.ordinal();
  }

  int left() {
    return left;
  }

  /** How a painting fares, and in which process. */
  void show(Mode mode, Status status, double fraction, long pid) {
    this.mode = mode;
    this.status = status;
    this.fraction = Double.isNaN(fraction) ? 0 : fraction;
    painters.put(mode, pid);
  }

  /** How long the frames took meanwhile. */
  void end(Mode mode, FrameTimes.Summary summary) {
    summaries.put(mode, summary);
  }

  /** The last painting of that way, in a line. */
  String told(Mode mode) {
    FrameTimes.Summary summary = summaries.get(mode);
    return String.format(
        "%s: %s in process %d, %d frames, the worst %.1f ms",
        mode, status, painters.get(mode), summary.frames(), summary.worst());
  }

  void draw() {
    drawPlanet(sketch.millis() / 1000f);
    for (Mode each : Mode.values()) {
      drawButton(each);
    }
    drawStatus();
    drawTable();
  }

  private void drawPlanet(float seconds) {
    float x = left + WIDTH / 2f;
    float y = top + PLANET;
    sketch.noFill();
    sketch.strokeWeight(1);
    for (int moon = 0; moon < 3; moon++) {
      sketch.stroke(Look.FAINT.getRGB());
      sketch.circle(x, y, 84 + 44 * moon);
    }
    sketch.noStroke();
    sketch.fill(Look.ACCENT.getRGB());
    sketch.circle(x, y, 42);
    for (int moon = 0; moon < 3; moon++) {
      float angle = seconds * (2.6f - 0.7f * moon) + 2 * moon;
      float radius = 42 + 22 * moon;
      sketch.fill(Color.HSBtoRGB(0.38f + 0.2f * moon, 0.5f, 1));
      sketch.circle(x + radius * PApplet.cos(angle), y + radius * PApplet.sin(angle), 13);
    }
  }

  private void drawButton(Mode each) {
    boolean runs = each == mode && !status.isDone();
    boolean over = each == buttonAt(sketch.mouseX, sketch.mouseY);
    Color colour = runs ? Look.ACCENT : over ? Look.FAINT : Look.PANEL;
    sketch.stroke(Look.FAINT.getRGB());
    sketch.strokeWeight(1);
    sketch.fill(colour.getRGB());
    sketch.rect(left, buttonTop(each), WIDTH, BUTTON_HEIGHT, 6);
    sketch.fill(Look.TEXT.getRGB());
    sketch.textSize(15);
    sketch.textAlign(PConstants.CENTER, PConstants.CENTER);
    sketch.text(
        each.ordinal() + 1 + "   " + each,
        left + WIDTH / 2f,
        buttonTop(each) + BUTTON_HEIGHT / 2f - 1);
  }

  private void drawStatus() {
    float y = top + STATUS;
    sketch.textAlign(PConstants.LEFT, PConstants.CENTER);
    sketch.textSize(14);
    sketch.fill(Look.TEXT.getRGB());
    String text = mode == null ? "One slow filter, three ways" : mode + ": " + status;
    sketch.text(text, left, y);
    sketch.noStroke();
    sketch.fill(Look.PANEL.getRGB());
    sketch.rect(left, y + 18, WIDTH, 8, 4);
    sketch.fill(Look.GOOD.getRGB());
    sketch.rect(left, y + 18, (float) fraction * WIDTH, 8, 4);
    if (mode != null) {
      sketch.fill(Look.MUTED.getRGB());
      sketch.textSize(13);
      sketch.text("in process " + painters.get(mode), left, y + 42);
    }
  }

  private void drawTable() {
    float y = top + TABLE;
    sketch.textSize(13);
    row(y, "", "frames", "worst ms", Look.MUTED);
    for (Mode each : Mode.values()) {
      y += 28;
      FrameTimes.Summary summary = summaries.get(each);
      if (summary == null) {
        row(y, each.toString(), "–", "–", Look.MUTED);
      } else {
        Color colour = summary.worst() < SMOOTH_MILLIS ? Look.GOOD : Look.BAD;
        String worst = String.format("%.1f", summary.worst());
        row(y, each.toString(), Integer.toString(summary.frames()), worst, colour);
      }
    }
  }

  private void row(float y, String name, String frames, String worst, Color colour) {
    sketch.textAlign(PConstants.LEFT, PConstants.CENTER);
    sketch.fill(Look.TEXT.getRGB());
    sketch.text(name, left, y);
    sketch.textAlign(PConstants.RIGHT, PConstants.CENTER);
    sketch.fill(Look.MUTED.getRGB());
    sketch.text(frames, left + 150, y);
    sketch.fill(colour.getRGB());
    sketch.text(worst, left + WIDTH, y);
  }
}
