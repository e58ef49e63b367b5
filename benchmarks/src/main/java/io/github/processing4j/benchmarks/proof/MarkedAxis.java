package io.github.processing4j.benchmarks.proof;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with labels at chosen places; for a scale that is computed before, such as a logarithm. */
final class MarkedAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient Map<Double, String> marks;

  MarkedAxis(String label, Map<Double, String> marks) {
    super(label);
    this.marks = marks;
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D g, Rectangle2D area, RectangleEdge edge) {
    return ticks(TextAnchor.TOP_CENTER);
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D g, Rectangle2D area, RectangleEdge edge) {
    return ticks(TextAnchor.CENTER_RIGHT);
  }

  private List<NumberTick> ticks(TextAnchor anchor) {
    List<NumberTick> ticks = new ArrayList<>();
    marks.forEach(
        (value, label) -> {
          if (getRange().contains(value)) {
            ticks.add(new NumberTick(TickType.MAJOR, value, label, anchor, TextAnchor.CENTER, 0));
          }
        });
    return ticks;
  }
}
