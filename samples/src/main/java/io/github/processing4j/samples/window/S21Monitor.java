package io.github.processing4j.samples.window;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.FrameTicker;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.samples.filter.Landscape;
import io.github.processing4j.samples.filter.OilPaint;
import io.github.processing4j.sync.Lock;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.time.Duration;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UnsupportedLookAndFeelException;

/**
 * A window that monitors its tasks, as TouchDesigner's Threads Monitor does.
 *
 * <p>Two {@link FrameScheduler}s, one of threads and one of processes, make paintings of photos of
 * 1920×1080. A {@link FrameTicker} has the window draw 60 frames a second, in each of which it calls
 * their {@code frame()}, in which the hooks of the tasks run: they show the painting, or tell why there
 * is none. The processes share a {@link FrameBuffer}, and take turns in writing to it.
 *
 * <p>Shows an animation, the newest painting, a plot of how long each frame took, and a table of the
 * tasks: their state and progress, the process that works for them, for how long, and a button that
 * cancels them. To cancel one in a process ends that process; another takes its place.
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.window.S21Monitor}. Arguments: the width
 * and height of the photos, if not 1920 and 1080.
 */
final class S21Monitor {
  // Of each kind: so few that the event thread has a processor to itself.
  private static final int WORKERS =
      Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1));
  // Its collector and compilers would keep all processors busy otherwise.
  private static final JvmOptions MODEST =
      JvmOptions.builder().flags("-XX:ActiveProcessorCount=1").build();
  private static final Duration FRAME = Duration.ofNanos(1_000_000_000L / 60);
  private static final int TASKS = 4; // for a press of a button
  private static final int FRAMES_TO_WARM_UP = 60;
  private static final int FRAMES_PER_NUMBER = 6; // nobody reads faster

  private final FrameScheduler threads = FrameScheduler.threads(WORKERS);
  private final FrameScheduler processes =
      FrameScheduler.processes(Pool.builder().processes(WORKERS).jvm(MODEST));
  private final FrameBuffer frames;
  private final Lock lock = Processing.lock();
  private final int photoWidth;
  private final int photoHeight;
  private final BufferedImage painting;

  private final FrameTimes times = new FrameTimes();
  private final Pendulums animation = new Pendulums(times);
  private final FramePlot plot = new FramePlot(times);
  private final Picture picture = new Picture();
  private final TaskTable tasks = new TaskTable();
  private final JLabel counts = label("counts");
  private final JLabel told = label("told");
  private int seed;
  private int frame;

  private S21Monitor(int photoWidth, int photoHeight) {
    this.photoWidth = photoWidth;
    this.photoHeight = photoHeight;
    frames = FrameBuffer.create(photoWidth * photoHeight * Integer.BYTES);
    painting = new BufferedImage(photoWidth, photoHeight, BufferedImage.TYPE_INT_RGB);
  }

  public static void main(String[] args) throws UnsupportedLookAndFeelException {
    System.setProperty("awt.useSystemAAFontSettings", "on"); // where no desktop says so
    S08Window.requireDisplay();
    Look.install();
    int width = args.length == 2 ? Integer.parseInt(args[0]) : 1920;
    int height = args.length == 2 ? Integer.parseInt(args[1]) : 1080;
    S21Monitor monitor = new S21Monitor(width, height); // its processes are launched meanwhile
    EventQueue.invokeLater(monitor::open);
  }

  private void open() {
    animation.setPreferredSize(new Dimension(600, 150));
    plot.setPreferredSize(new Dimension(600, 210));
    picture.setPreferredSize(new Dimension(640, 372));
    JPanel left = new JPanel(new BorderLayout(12, 12));
    left.add(animation);
    left.add(plot, BorderLayout.SOUTH);
    JPanel above = new JPanel(new BorderLayout(12, 12));
    above.add(left);
    above.add(picture, BorderLayout.EAST);

    JPanel table = new JPanel(new BorderLayout());
    table.add(tasks.getTableHeader(), BorderLayout.NORTH);
    table.add(tasks);
    JPanel below = new JPanel(new BorderLayout(12, 12));
    below.add(controls(), BorderLayout.NORTH);
    below.add(table);
    below.add(told, BorderLayout.SOUTH);

    JPanel content = new JPanel(new BorderLayout(12, 12));
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
    content.add(above);
    content.add(below, BorderLayout.SOUTH);
    JFrame window = new JFrame("processing4j: the tasks of a window, and their workers");
    window.setDefaultCloseOperation(JFrame.EXIT_ON_CLOSE); // the processes end with this one
    window.setContentPane(content);
    window.pack();
    window.setLocationByPlatform(true);
    window.setVisible(true);
    FrameTicker.start(this::drawFrame, EventQueue::invokeLater, FRAME);
  }

  private JPanel controls() {
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
    buttons.add(button("blocking", "1 blocking", this::paintHere));
    buttons.add(button("threads", TASKS + " on threads", this::enqueueOnThreads));
    buttons.add(button("processes", TASKS + " in processes", this::enqueueInProcesses));
    buttons.add(button("cancel", "Cancel all", this::cancelAll));
    JPanel controls = new JPanel(new BorderLayout(12, 12));
    controls.add(buttons);
    controls.add(counts, BorderLayout.EAST);
    return controls;
  }

  private JButton button(String name, String text, Runnable action) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setPreferredSize(new Dimension(140, 36));
    button.addActionListener(
        press -> {
          times.reset();
          action.run();
        });
    return button;
  }

  private static JLabel label(String name) {
    JLabel label = new JLabel(" ");
    label.setName(name);
    label.setForeground(Look.MUTED);
    return label;
  }

  /** One frame: all that the window does on its own. */
  private void drawFrame() {
    threads.frame();
    processes.frame();
    if (frame == FRAMES_TO_WARM_UP) {
      times.reset(); // what came before loaded classes
    }
    if (frame++ % FRAMES_PER_NUMBER == 0) {
      tasks.add(threads.tasks(), "a thread");
      tasks.add(processes.tasks(), "a process");
      tasks.refresh();
      plot.show(times.summary());
      counts.setText("Threads: " + count(threads) + "      Processes: " + count(processes));
    }
    animation.repaint();
    plot.repaint();
  }

  private static String count(FrameScheduler scheduler) {
    return String.format(
        "%d queued, %d running, %d done, %d failed",
        scheduler.queued(), scheduler.running(), scheduler.done(), scheduler.failed());
  }

  private void enqueueOnThreads() {
    for (int i = 0; i < TASKS; i++) {
      Landscape photo = nextPhoto();
      FrameTask.Builder<int[]> task = FrameTask.builder(progress -> OilPaint.of(photo, progress));
      String name = "photo " + seed;
      task.name(name).onException(failure -> tell(name, failure));
      threads.enqueue(task.onSuccess(pixels -> show(IntBuffer.wrap(pixels))).build());
    }
  }

  private void enqueueInProcesses() {
    FrameBuffer toPaint = frames; // not this, which the fields would capture
    Lock turn = lock;
    for (int i = 0; i < TASKS; i++) {
      Landscape photo = nextPhoto();
      FrameTask.Builder<Long> task =
          FrameTask.builder(progress -> OilPaint.into(toPaint, turn, photo, progress));
      String name = "photo " + seed;
      task.name(name).onException(failure -> tell(name, failure));
      processes.enqueue(task.onSuccess(pid -> show(frames.latest().asIntBuffer())).build());
    }
  }

  /** What a window must not do. */
  private void paintHere() {
    try {
      show(IntBuffer.wrap(OilPaint.of(nextPhoto(), OilPaint.TO_NOBODY)));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the event thread", e);
    }
  }

  private void cancelAll() {
    threads.tasks().forEach(FrameWorker::cancel);
    processes.tasks().forEach(FrameWorker::cancel);
  }

  private Landscape nextPhoto() {
    return new Landscape(photoWidth, photoHeight, seed++);
  }

  /** The only copy of the pixels. */
  private void show(IntBuffer pixels) {
    pixels.get(((DataBufferInt) painting.getRaster().getDataBuffer()).getData());
    picture.show(painting);
  }

  private void tell(String name, Throwable failure) {
    String why = failure.getMessage().lines().findFirst().orElse("");
    told.setText(name + ": " + failure.getClass().getSimpleName() + ": " + why);
  }
}
