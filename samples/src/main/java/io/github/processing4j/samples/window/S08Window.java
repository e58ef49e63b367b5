package io.github.processing4j.samples.window;

import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.awt.AWTError;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.image.BufferedImage;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.UnsupportedLookAndFeelException;

/**
 * A window whose animation stutters when slow work blocks it, and does not when another process
 * does the work.
 *
 * <p>The window draws 60 frames a second on Swing's event thread. Its buttons run the same job,
 * some seconds of arithmetic, in three ways: on the event thread itself, on another thread, and
 * in another process. Once per frame the window polls how far the job is, and never waits for it.
 *
 * <p>Shows an animation, the picture that the job draws, its status ("Processing", then "Ready"),
 * who does it, and a plot of how long each frame took. A table compares the three ways:
 *
 * <ul>
 *   <li>Blocking: nothing moves until it is over, and nobody can cancel it.
 *   <li>Thread: it moves, but shares the heap, its garbage collector and the compiler with the job.
 *   <li>Process: it moves, whatever the job does; cancelling ends the process.
 * </ul>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.window.S08Window}
 */
final class S08Window {
  private static final int FRAMES_TO_WARM_UP = 60;
  private static final int FRAMES_PER_NUMBER = 10; // nobody reads faster
  private static final double NANOS_PER_SECOND = 1e9;

  private final FrameTimes times = new FrameTimes();
  private final Pendulums animation = new Pendulums(times);
  private final Picture picture = new Picture();
  private final Controls controls = new Controls(this::start, this::cancel);
  private final FramePlot plot = new FramePlot(times);
  private final Comparison comparison = new Comparison();

  private FrameWorker<BufferedImage> worker; // null if none runs
  private Mode mode;
  private boolean ended; // and that is shown, but its last frame not yet counted
  private long startNanos;
  private double seconds; // since it started, at the last look
  private int frame;

  private S08Window() {}

  public static void main(String[] args) throws UnsupportedLookAndFeelException {
    System.setProperty("awt.useSystemAAFontSettings", "on"); // where no desktop says so
    requireDisplay();
    FrameWorker.prepare(); // a JVM's first launch loads classes; that is for load time
    Look.install();
    EventQueue.invokeLater(() -> new S08Window().open());
  }

  static void requireDisplay() {
    try {
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
    } catch (HeadlessException | AWTError | LinkageError e) {
      System.err.println("This sample opens a window, and there is no display to open it on.");
      System.exit(1);
    }
  }

  private void open() {
    animation.setPreferredSize(new Dimension(590, 330));
    picture.setPreferredSize(new Dimension(419, 330));
    plot.setPreferredSize(new Dimension(590, 250));
    comparison.setPreferredSize(new Dimension(419, 250));

    JPanel content = new JPanel(new BorderLayout(12, 12));
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
    content.add(row(animation, picture));
    JPanel below = new JPanel(new BorderLayout(12, 12));
    below.add(controls, BorderLayout.NORTH);
    below.add(row(plot, comparison));
    content.add(below, BorderLayout.SOUTH);

    JFrame window = new JFrame("processing4j: slow work beside 60 frames a second");
    window.setDefaultCloseOperation(JFrame.EXIT_ON_CLOSE); // the processes end with this one
    window.setContentPane(content);
    window.pack();
    window.setMinimumSize(window.getSize());
    window.setLocationRelativeTo(null);
    window.setVisible(true);
    FrameClock.start(this::drawFrame);
  }

  private static JPanel row(Component left, Component right) {
    JPanel row = new JPanel(new BorderLayout(12, 12));
    row.add(left);
    row.add(right, BorderLayout.EAST);
    return row;
  }

  private void start(Mode mode) {
    if (worker != null) {
      return; // a click that waited while the window was blocked
    }
    this.mode = mode;
    ended = false;
    startNanos = System.nanoTime();
    times.reset();
    picture.show(null);
    try {
      worker = mode.start();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the event thread", e);
    }
    controls.setRunning(true);
  }

  private void cancel() {
    if (worker != null) {
      worker.cancel();
    }
  }

  /** One frame: all that the window does on its own. */
  private void drawFrame() {
    if (frame == FRAMES_TO_WARM_UP && worker == null) {
      times.reset(); // what came before loaded classes
    }
    boolean showNumbers = frame++ % FRAMES_PER_NUMBER == 0 || ended;
    if (showNumbers) {
      plot.show(times.summary());
    }
    if (worker != null) {
      look(showNumbers);
    }
    animation.repaint();
    plot.repaint();
  }

  /** Looks how far the job is. */
  private void look(boolean showNumbers) {
    if (showNumbers) {
      comparison.show(mode, times.summary(), seconds);
    }
    if (ended) { // and by now the frame in which it ended is painted and counted
      worker = null;
      controls.setRunning(false);
      return;
    }
    seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    Status status = worker.poll();
    controls.show(status, worker.progress(), worker.failure());
    if (status.isDone()) {
      picture.show(worker.result());
      ended = true;
    }
  }
}
