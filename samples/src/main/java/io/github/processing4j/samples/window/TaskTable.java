package io.github.processing4j.samples.window;

import io.github.processing4j.frame.FrameWorker;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;

/**
 * The monitor: a row for each task that waits, runs, or has ended lately. All that it knows it reads
 * from their handles.
 */
final class TaskTable extends JTable {
  static final int ROWS = 8;
  static final int STATE = 2;
  static final int PROGRESS = 3;
  static final int PERCENT = 4;
  static final int PID = 5;
  static final int ELAPSED = 6;
  static final int CANCEL = 7;

  private static final int ROW_HEIGHT = 34;
  private static final int INSET = 16; // of what is in a cell
  private static final String[] COLUMNS = {
    "Task", "Runs on", "State", "Progress", "", "Worker pid", "Elapsed", ""
  };
  private static final int[] WIDTHS = {170, 120, 130, 340, 90, 140, 130, 110};

  private record Row(FrameWorker<?> worker, String runsOn) {
    boolean isDone() {
      return worker.poll().isDone();
    }

    String state() {
      return switch (worker.poll()) {
        case PROCESSING -> worker.hasBegun() ? "running" : "queued";
        case READY -> "done";
        case FAILED -> "failed";
        case CANCELLED -> "cancelled";
      };
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Model model = new Model();

  TaskTable() {
    setModel(model);
    setName("tasks");
    setRowHeight(ROW_HEIGHT);
    setShowGrid(false);
    setFocusable(false);
    setRowSelectionAllowed(false);
    setBackground(Look.PANEL);
    setDefaultRenderer(Object.class, new Cells());
    getTableHeader().setDefaultRenderer(new Cells());
    getTableHeader().setReorderingAllowed(false);
    getTableHeader().setPreferredSize(new Dimension(0, ROW_HEIGHT));
    for (int i = 0; i < WIDTHS.length; i++) {
      getColumnModel().getColumn(i).setPreferredWidth(WIDTHS[i]);
    }
    getColumnModel().getColumn(PROGRESS).setCellRenderer(new Bar());
    getColumnModel().getColumn(CANCEL).setCellRenderer(new Cancel());
    addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent press) {
            int row = rowAtPoint(press.getPoint());
            if (row >= 0 && row < rows.size() && columnAtPoint(press.getPoint()) == CANCEL) {
              rows.get(row).worker().cancel();
            }
          }
        });
  }

  /** Adds the tasks that it does not show yet. */
  void add(List<FrameWorker<?>> tasks, String runsOn) {
    for (FrameWorker<?> task : tasks) {
      if (rows.stream().noneMatch(row -> row.worker() == task)) {
        rows.add(new Row(task, runsOn));
      }
    }
  }

  /** Shows how they are now; of those that have ended, the oldest make room. */
  void refresh() {
    for (int i = 0; i < rows.size() && rows.size() > ROWS; ) {
      if (rows.get(i).isDone()) {
        rows.remove(i);
      } else {
        i++;
      }
    }
    model.fireTableDataChanged();
  }

  private final class Model extends AbstractTableModel {
    @Override
    public int getRowCount() {
      return Math.max(ROWS, rows.size());
    }

    @Override
    public int getColumnCount() {
      return COLUMNS.length;
    }

    @Override
    public String getColumnName(int column) {
      return COLUMNS[column];
    }

    @Override
    public Object getValueAt(int at, int column) {
      if (at >= rows.size()) {
        return null;
      }
      Row row = rows.get(at);
      FrameWorker<?> worker = row.worker();
      return switch (column) {
        case 0 -> worker.name();
        case 1 -> row.runsOn();
        case STATE -> row.state();
        case PROGRESS -> worker.progress().fraction();
        case PERCENT -> percent(worker.progress().fraction());
        case PID -> worker.pid() == 0 ? "–" : Long.toString(worker.pid());
        case CANCEL -> row.isDone() ? null : "Cancel";
        default ->
            worker.hasBegun() ? String.format("%.1f s", worker.elapsed().toMillis() / 1000.0) : "–";
      };
    }

    static String percent(double fraction) {
      return Double.isNaN(fraction) ? "–" : (int) (100 * fraction) + " %";
    }
  }

  private static final class Cells extends DefaultTableCellRenderer {
    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      super.getTableCellRendererComponent(table, value, false, false, row, column);
      setBorder(BorderFactory.createEmptyBorder(0, INSET, 0, INSET));
      setHorizontalAlignment(column >= PERCENT ? TRAILING : LEADING);
      setBackground(Look.PANEL);
      setFont(row < 0 ? Look.SMALL : Look.PLAIN);
      setForeground(row < 0 ? Look.MUTED : column == STATE ? colour(value) : Look.TEXT);
      return this;
    }

    private static Color colour(Object state) {
      return switch (String.valueOf(state)) {
        case "running" -> Look.WARNING;
        case "done" -> Look.GOOD;
        case "failed" -> Look.BAD;
        default -> Look.MUTED;
      };
    }
  }

  /** A bar of progress; nothing where there is no task. */
  private static final class Bar extends JComponent implements TableCellRenderer {
    private static final int THICKNESS = 18;
    private transient Double fraction;

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      fraction = (Double) value;
      return this;
    }

    @Override
    protected void paintComponent(Graphics g) {
      if (fraction == null) {
        return;
      }
      Graphics2D canvas = (Graphics2D) g;
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      int top = (getHeight() - THICKNESS) / 2;
      double done = fraction.isNaN() ? 0 : fraction; // until it tells something
      canvas.setColor(Look.FAINT);
      canvas.fillRoundRect(INSET, top, getWidth() - INSET, THICKNESS, 8, 8);
      canvas.setColor(Look.ACCENT);
      canvas.fillRoundRect(INSET, top, (int) (done * (getWidth() - INSET)), THICKNESS, 8, 8);
    }
  }

  private static final class Cancel extends JButton implements TableCellRenderer {
    private final Cells empty = new Cells();

    Cancel() {
      setFont(Look.SMALL.deriveFont(Font.BOLD));
    }

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      if (value == null) {
        return empty.getTableCellRendererComponent(table, null, false, false, row, column);
      }
      setText(value.toString());
      return this;
    }
  }
}
