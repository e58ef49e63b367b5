package io.github.processing4j.samples.window;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.text.DecimalFormat;
import javax.swing.JComponent;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** The live plot: how long each frame of the last seconds took, and p50, p99 and worst as lines. */
final class FramePlot extends JComponent {
  private static final double SECONDS = 8;
  private static final double LEAST_MILLIS = 5;
  private static final double MOST_MILLIS = 5000;
  private static final Color[] LINES = {Look.GOOD, Look.WARNING, Look.BAD};

  private final FrameTimes times;
  private final DefaultXYDataset frames = new DefaultXYDataset();
  private final DefaultXYDataset levels = new DefaultXYDataset();
  private final JFreeChart chart;
  private FrameTimes.Summary summary;

  FramePlot(FrameTimes times) {
    this.times = times;
    summary = times.summary();
    XYPlot plot = new XYPlot(frames, secondsAxis(), millisAxis(), areas());
    plot.setDataset(1, levels);
    plot.setRenderer(1, lines());
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD); // the worst on top
    plot.setBackgroundPaint(Look.PANEL);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Look.FAINT);
    plot.setRangeGridlinePaint(Look.FAINT);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    chart = new JFreeChart(null, Look.SMALL, plot, true);
    chart.setBackgroundPaint(Look.PANEL);
    LegendTitle legend = chart.getLegend();
    legend.setItemFont(Look.SMALL);
    legend.setItemPaint(Look.TEXT);
    legend.setBackgroundPaint(Look.PANEL);
    legend.setFrame(BlockBorder.NONE);
    setName("plot");
  }

  /** Shows other numbers; the frames themselves are read at each repaint. */
  void show(FrameTimes.Summary summary) {
    this.summary = summary;
  }

  @Override
  protected void paintComponent(Graphics g) {
    frames.addSeries(0, times.last(SECONDS));
    double from = Math.max(-SECONDS, -times.secondsSinceReset());
    double[] millis = {summary.p50(), summary.p99(), summary.worst()};
    for (int i = 0; i < millis.length; i++) {
      levels.addSeries(i, new double[][] {{from, 0}, {millis[i], millis[i]}});
    }
    chart.draw((Graphics2D) g, new Rectangle(getSize()));
  }

  private static ValueAxis secondsAxis() {
    NumberAxis axis = new NumberAxis("seconds");
    axis.setRange(-SECONDS, 0);
    axis.setTickUnit(new NumberTickUnit(1, new DecimalFormat("0")));
    return styled(axis);
  }

  private static ValueAxis millisAxis() {
    LogAxis axis = new LogAxis("frame time, ms");
    axis.setRange(LEAST_MILLIS, MOST_MILLIS);
    axis.setSmallestValue(LEAST_MILLIS);
    axis.setTickUnit(new NumberTickUnit(1)); // powers of ten
    axis.setNumberFormatOverride(new DecimalFormat("0"));
    return styled(axis);
  }

  private static ValueAxis styled(ValueAxis axis) {
    axis.setLabelFont(Look.SMALL);
    axis.setTickLabelFont(Look.SMALL);
    axis.setLabelPaint(Look.MUTED);
    axis.setTickLabelPaint(Look.MUTED);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  private static XYStepAreaRenderer areas() {
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    renderer.setSeriesPaint(0, Look.ACCENT);
    renderer.setRangeBase(LEAST_MILLIS);
    renderer.setLegendItemLabelGenerator((data, series) -> "frame time");
    return renderer;
  }

  private XYLineAndShapeRenderer lines() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < LINES.length; i++) {
      renderer.setSeriesPaint(i, LINES[i]);
      renderer.setSeriesStroke(i, new BasicStroke(1.6f));
    }
    renderer.setLegendItemLabelGenerator(
        (data, series) ->
            switch (series) {
              case 0 -> String.format("p50 %.1f ms", summary.p50());
              case 1 -> String.format("p99 %.1f ms", summary.p99());
              default -> String.format("worst %.1f ms", summary.worst());
            });
    return renderer;
  }
}
