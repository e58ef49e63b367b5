package io.github.processing4j.samples.window;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;

/** The table of how the last job of each mode went. */
final class Comparison extends JPanel {
  private static final String[] COLUMNS = {"", "frames", "p50 ms", "p99 ms", "worst ms", "took s"};
  private static final int FRAMES = 1;
  private static final int P50 = 2;
  private static final int WORST = 4;
  private static final int ROW_HEIGHT = 42;

  private static final double SMOOTH_MILLIS = 34; // two frames
  private static final double STUTTER_MILLIS = 100;

  private final DefaultTableModel model = new DefaultTableModel(COLUMNS, Mode.values().length);

  Comparison() {
    super(new BorderLayout(0, 8));
    setBackground(Look.PANEL);
    setBorder(BorderFactory.createEmptyBorder(14, 14, 14, 14));
    for (Mode mode : Mode.values()) {
      model.setValueAt(mode, mode.ordinal(), 0);
    }
    JTable table = new JTable(model);
    table.setName("comparison");
    table.setEnabled(false);
    table.setRowHeight(ROW_HEIGHT);
    table.setShowGrid(false);
    table.setDefaultRenderer(Object.class, new Cells());
    table.getTableHeader().setDefaultRenderer(new Cells());
    JPanel both = new JPanel(new BorderLayout());
    both.setBackground(Look.PANEL);
    both.add(table.getTableHeader(), BorderLayout.NORTH);
    both.add(table);
    add(label("Frames during the last job of each kind", Look.TEXT), BorderLayout.NORTH);
    add(both);
    add(label("A frame of 60 a second takes 16.7 ms.", Look.MUTED), BorderLayout.SOUTH);
  }

  /** Shows how it goes, or how it went. */
  void show(Mode mode, FrameTimes.Summary summary, double seconds) {
    double[] row = {summary.frames(), summary.p50(), summary.p99(), summary.worst(), seconds};
    for (int i = 0; i < row.length; i++) {
      model.setValueAt(row[i], mode.ordinal(), i + 1);
    }
  }

  private static JLabel label(String text, Color colour) {
    JLabel label = new JLabel(text);
    label.setForeground(colour);
    label.setBorder(BorderFactory.createEmptyBorder(0, 4, 0, 4));
    return label;
  }

  /** Numbers to the right; frame times in a colour that says whether the eye notices. */
  private static final class Cells extends DefaultTableCellRenderer {
    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      super.getTableCellRendererComponent(table, value, false, false, row, column);
      setHorizontalAlignment(column == 0 ? LEADING : TRAILING);
      setBackground(Look.PANEL);
      setForeground(row < 0 ? Look.MUTED : Look.TEXT);
      if (value instanceof Double number) {
        boolean isTime = column >= P50 && column <= WORST;
        setText(String.format(column == FRAMES ? "%.0f" : "%.1f", number));
        setForeground(isTime ? colour(number) : Look.TEXT);
      }
      return this;
    }

    private static Color colour(double millis) {
      return millis < SMOOTH_MILLIS ? Look.GOOD : millis < STUTTER_MILLIS ? Look.WARNING : Look.BAD;
    }
  }
}
