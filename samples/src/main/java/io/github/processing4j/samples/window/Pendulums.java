package io.github.processing4j.samples.window;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import javax.swing.JComponent;

/**
 * The animation: a row of pendulums, each a little faster than the one before, that form waves and
 * fall into disorder. Where they are is a matter of the clock, so that after a pause they jump.
 */
final class Pendulums extends JComponent {
  private static final int COUNT = 32;
  private static final double PERIOD_SECONDS = 100;
  private static final int SLOWEST = 50; // swings in a period
  private static final double RADIUS = 7;
  private static final double[] TAIL_SECONDS = {0.12, 0.08, 0.04};
  private static final double NANOS_PER_SECOND = 1e9;

  private final FrameTimes times;
  private final long startNanos = System.nanoTime();

  Pendulums(FrameTimes times) {
    this.times = times;
    setName("animation");
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D canvas = (Graphics2D) g;
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE); // no whole pixels
    canvas.setColor(Look.PANEL);
    canvas.fillRect(0, 0, getWidth(), getHeight());
    double now = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    for (int i = 0; i < COUNT; i++) {
      paintPendulum(canvas, i, now);
    }
    Toolkit.getDefaultToolkit().sync();
    times.tick();
  }

  private void paintPendulum(Graphics2D canvas, int i, double now) {
    double x = getWidth() * (i + 1.0) / (COUNT + 1);
    double y = y(i, now);
    Color colour = Color.getHSBColor(0.52f + 0.42f * i / COUNT, 0.62f, 1);
    canvas.setStroke(
        new BasicStroke((float) RADIUS, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 45));
    for (double ago : TAIL_SECONDS) {
      canvas.draw(new Line2D.Double(x, y(i, now - ago), x, y));
    }
    canvas.setColor(colour);
    canvas.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
  }

  private double y(int i, double seconds) {
    double swings = (SLOWEST + i) * seconds / PERIOD_SECONDS;
    return getHeight() / 2.0 - (getHeight() / 2.0 - 3 * RADIUS) * Math.cos(2 * Math.PI * swings);
  }
}
