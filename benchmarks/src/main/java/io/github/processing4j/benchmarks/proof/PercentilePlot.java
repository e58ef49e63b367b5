package io.github.processing4j.benchmarks.proof;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.HdrHistogram.Histogram;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Element;

/**
 * The frame times by percentile: a curve for each mode, a plot for each rate. Both scales are logarithmic, that of
 * percentiles in the part of the frames that take longer.
 */
final class PercentilePlot {
  private static final int WIDTH = 960;
  private static final int HEIGHT_OF_RATE = 330;
  private static final int HEIGHT_OF_REST = 130;
  private static final double STEP = 0.01;
  private static final Color TEXT = new Color(0x24292f);
  private static final Color MUTED = new Color(0x57606a);
  private static final Color TARGET = new Color(0x1a7f37);
  private static final Color FAINT = new Color(0xe3e7eb);

  /** Of Okabe and Ito: they can be told apart by all. */
  private static final Map<Mode, Color> COLOURS =
      Map.of(
          Mode.IDLE, new Color(0x6e7781),
          Mode.THREAD, new Color(0xd55e00),
          Mode.PROCESS, new Color(0x0072b2),
          Mode.ONE_CPU, new Color(0x009e73),
          Mode.ONE_GC_THREAD, new Color(0xcc79a7),
          Mode.SERIAL_GC, new Color(0xe69f00),
          Mode.NICE, new Color(0x56b4e9),
          Mode.SCHED_IDLE, new Color(0x000000),
          Mode.ONE_CORE, new Color(0xb8a800));

  private final JFreeChart chart;
  private final Dimension size;

  PercentilePlot(List<Measured> all) {
    List<Integer> rates = all.stream().map(Measured::fps).distinct().toList();
    CombinedDomainXYPlot combined = new CombinedDomainXYPlot(percentileAxis(all));
    combined.setGap(18);
    for (int fps : rates) {
      XYPlot plot = plotOf(all.stream().filter(each -> each.fps() == fps).toList());
      plot.getRenderer().setDefaultSeriesVisibleInLegend(fps == rates.get(0));
      combined.add(plot);
    }
    chart = new JFreeChart(null, null, combined, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(12, 12, 8, 24));
    chart.addSubtitle(0, title("How long frames take beside a job that makes garbage", 18, TEXT));
    chart.addSubtitle(
        1,
        title(
            "From the start of a frame to the start of the next; "
                + all.get(0).times().frames()
                + " frames of each. Lower and flatter is better.",
            12,
            MUTED));
    chart.getLegend().setPosition(RectangleEdge.BOTTOM);
    chart.getLegend().setItemFont(font(Font.PLAIN, 13));
    chart.getLegend().setItemPaint(TEXT);
    chart.getLegend().setItemLabelPadding(new RectangleInsets(4, 4, 4, 18));
    chart.getLegend().setFrame(BlockBorder.NONE);
    size = new Dimension(WIDTH, HEIGHT_OF_RATE * rates.size() + HEIGHT_OF_REST);
  }

  /** Twice as fine as its size, for fine screens. */
  void writePng(Path file) throws IOException {
    BufferedImage image =
        chart.createBufferedImage(2 * size.width, 2 * size.height, size.width, size.height, null);
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }

  void writeSvg(Path file) throws IOException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    SVGGraphics2D svg =
        new SVGGraphics2D(
            factory
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null));
    svg.setSVGCanvasSize(size);
    chart.draw(svg, new Rectangle2D.Double(0, 0, size.width, size.height));
    Element root = svg.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + size.width + " " + size.height);
    try (Writer out = Files.newBufferedWriter(file)) {
      svg.stream(root, out, true, false);
    }
  }

  private static XYPlot plotOf(List<Measured> modes) {
    int fps = modes.get(0).fps();
    XYSeriesCollection curves = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (Measured each : modes) {
      renderer.setSeriesPaint(curves.getSeriesCount(), COLOURS.get(each.mode()));
      renderer.setSeriesStroke(
          curves.getSeriesCount(),
          new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      curves.addSeries(curve(each));
    }
    renderer.setDrawSeriesLineAsPath(true);
    NumberAxis millis = millisAxis(fps, curves);
    XYPlot plot = new XYPlot(curves, null, millis, renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(FAINT);
    plot.setRangeGridlinePaint(FAINT);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    double period = 1e3 / fps;
    ValueMarker marker = new ValueMarker(Math.log10(period), MUTED, dashes());
    marker.setLabel(String.format(Locale.ROOT, "%.2f ms", period));
    marker.setLabelFont(font(Font.PLAIN, 12));
    marker.setLabelPaint(MUTED);
    marker.setLabelBackgroundColor(new Color(0, true));
    marker.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
    plot.addRangeMarker(marker, Layer.BACKGROUND);
    markTarget(plot, modes);
    XYTextAnnotation rate = new XYTextAnnotation(fps + " fps", 0.05, millis.getUpperBound() - 0.04);
    rate.setTextAnchor(TextAnchor.TOP_LEFT);
    rate.setFont(font(Font.BOLD, 15));
    rate.setPaint(TEXT);
    plot.addAnnotation(rate);
    return plot;
  }

  private static void markTarget(XYPlot plot, List<Measured> modes) {
    if (nines(modes.get(0).times().frames()) < 3) {
      return;
    }
    double most = Math.log10(ProofTable.TARGET * ProofTable.idleOf(modes).frameMillis(99.9));
    plot.addAnnotation(new XYLineAnnotation(2.85, most, 3.15, most, new BasicStroke(2), TARGET));
    XYTextAnnotation text = new XYTextAnnotation("1.2 × idle at p99.9 ", 2.85, most);
    text.setTextAnchor(TextAnchor.CENTER_RIGHT);
    text.setFont(font(Font.PLAIN, 12));
    text.setPaint(TARGET);
    text.setBackgroundPaint(Color.WHITE);
    plot.addAnnotation(text);
  }

  private static XYSeries curve(Measured of) {
    Histogram nanos = of.times().frameTime();
    XYSeries curve = new XYSeries(of.mode().toString());
    double last = nines(nanos.getTotalCount());
    for (double x = 0; x < last; x += STEP) {
      double percentile = 100 * (1 - Math.pow(10, -x));
      curve.add(x, Math.log10(nanos.getValueAtPercentile(percentile) / 1e6));
    }
    curve.add(last, Math.log10(nanos.getMaxValue() / 1e6));
    return curve;
  }

  /** As many nines as so many frames can tell of. */
  private static double nines(long frames) {
    return Math.log10(Math.max(2, frames));
  }

  private static NumberAxis percentileAxis(List<Measured> all) {
    Map<Double, String> marks = new LinkedHashMap<>();
    marks.put(0.0, "fastest");
    marks.put(Math.log10(2), "p50");
    marks.put(1.0, "p90");
    marks.put(2.0, "p99");
    marks.put(3.0, "p99.9");
    marks.put(4.0, "p99.99");
    marks.put(5.0, "p99.999");
    NumberAxis axis = styled(new MarkedAxis("percentile of the frames", marks));
    axis.setRange(0, nines(all.get(0).times().frames()) + 0.02);
    return axis;
  }

  private static NumberAxis millisAxis(int fps, XYSeriesCollection curves) {
    Map<Double, String> marks = new LinkedHashMap<>();
    for (int decade = -1; decade <= 4; decade++) {
      for (int digit : new int[] {1, 2, 5}) {
        double millis = digit * Math.pow(10, decade);
        marks.put(
            Math.log10(millis), millis < 1 ? "%.1f".formatted(millis) : "%.0f".formatted(millis));
      }
    }
    double period = 1e3 / fps;
    double most = Math.max(Math.log10(period * 4), curves.getRangeUpperBound(false));
    NumberAxis axis = styled(new MarkedAxis("frame time, ms", marks));
    // What is shorter than half a period makes up for a long frame before it.
    axis.setRange(Math.log10(period / 2), most + 0.05);
    return axis;
  }

  private static NumberAxis styled(NumberAxis axis) {
    axis.setLabelFont(font(Font.PLAIN, 13));
    axis.setTickLabelFont(font(Font.PLAIN, 12));
    axis.setLabelPaint(TEXT);
    axis.setTickLabelPaint(MUTED);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  private static BasicStroke dashes() {
    return new BasicStroke(
        1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
  }

  private static TextTitle title(String text, int points, Color colour) {
    TextTitle title = new TextTitle(text, font(points > 14 ? Font.BOLD : Font.PLAIN, points));
    title.setPaint(colour);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(new RectangleInsets(0, 8, 6, 0));
    return title;
  }

  private static Font font(int style, int points) {
    return new Font(Font.SANS_SERIF, style, points);
  }
}
