package io.github.processing4j.samples.window;

import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.frame.Status;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;

/** The buttons, and the line that tells how the job fares. */
final class Controls extends JPanel {
  private static final Map<Status, Color> COLOURS =
      Map.of(
          Status.PROCESSING, Look.WARNING,
          Status.READY, Look.GOOD,
          Status.FAILED, Look.BAD,
          Status.CANCELLED, Look.MUTED);

  private final List<JButton> starts = new ArrayList<>();
  private final JButton cancel = new JButton("Cancel");
  private final JProgressBar bar = new JProgressBar();
  private final JLabel status = new JLabel("Idle");
  private final JLabel detail = new JLabel("One slow job, three ways to run it. Watch the motion.");

  Controls(Consumer<Mode> onStart, Runnable onCancel) {
    super(new BorderLayout(16, 8));
    setOpaque(false);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 0));
    buttons.setOpaque(false);
    for (Mode mode : Mode.values()) {
      JButton start = new JButton(mode.toString());
      start.setName(mode.name());
      start.setPreferredSize(new Dimension(110, 36));
      start.addActionListener(event -> onStart.accept(mode));
      starts.add(start);
      buttons.add(start);
    }
    cancel.setName("cancel");
    cancel.setPreferredSize(new Dimension(110, 36));
    cancel.addActionListener(event -> onCancel.run());
    cancel.setEnabled(false);
    bar.setName("progress");
    bar.setStringPainted(true);
    bar.setString("");
    status.setName("status");
    status.setFont(Look.LARGE);
    status.setPreferredSize(new Dimension(150, 28));
    detail.setName("detail");
    detail.setForeground(Look.MUTED);
    JPanel line = new JPanel(new BorderLayout());
    line.setOpaque(false);
    line.setBorder(BorderFactory.createEmptyBorder(0, 12, 0, 0));
    line.add(status, BorderLayout.WEST);
    line.add(detail);
    add(buttons, BorderLayout.WEST);
    add(bar);
    add(cancel, BorderLayout.EAST);
    add(line, BorderLayout.SOUTH);
  }

  /** Which buttons make sense. */
  void setRunning(boolean running) {
    starts.forEach(start -> start.setEnabled(!running));
    cancel.setEnabled(running);
  }

  /** Shows how the job fares; cheap if nothing changed. */
  void show(Status now, ProgressSnapshot progress, Throwable failure) {
    status.setText(now.toString());
    status.setForeground(COLOURS.get(now));
    double fraction = Double.isNaN(progress.fraction()) ? 0 : progress.fraction();
    bar.setValue((int) (100 * fraction));
    bar.setString((int) (100 * fraction) + " %");
    String who = progress.payload() == null ? "starting" : progress.payload().toString();
    detail.setText(
        failure != null
            ? who + ": " + failure.getMessage()
            : progress.message().isEmpty() ? who : who + ", " + progress.message());
  }
}
