package io.github.processing4j.samples.window;

import static org.awaitility.Awaitility.await;

import io.github.processing4j.samples.filter.Landscape;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.swing.JLabel;
import org.awaitility.Awaitility;

/**
 * Opens the monitor in its own JVM, enqueues tasks, cancels one, and kills the worker of another.
 *
 * <p>Argument: the directory for pictures of the screen. Prints what it sees, as {@code name=value}
 * lines.
 */
final class MonitorDriver {
  private static final int TASKS = 4; // for a press of a button
  private static final int LEGEND = 40; // what is below the plot
  private static final int PARTS = 9; // of a picture, to compare

  private final Visitor visitor;
  private final TaskTable tasks;
  private final List<BufferedImage> photos =
      IntStream.range(0, TASKS).mapToObj(MonitorDriver::photo).toList();

  private MonitorDriver(Visitor visitor) {
    this.visitor = visitor;
    this.tasks = visitor.find("tasks", TaskTable.class);
  }

  public static void main(String[] args) {
    Awaitility.setDefaultTimeout(Visitor.PATIENCE);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    try {
      Callable<?> open =
          () -> {
            S21Monitor.main(new String[] {"1280", "720"});
            return null;
          };
      new MonitorDriver(Visitor.of(open, Path.of(args[0]))).drive();
      System.exit(0);
    } catch (Throwable e) { // the window alone would keep this JVM alive
      e.printStackTrace();
      System.exit(2);
    }
  }

  private void drive() throws Exception {
    FramePlot frames = visitor.find("plot", FramePlot.class);
    await("frames on the screen")
        .until(() -> Visitor.columns(visitor.see(frames), Look.ACCENT) > 50);
    Visitor.insist(() -> visitor.press("processes"), () -> hasRow(0));
    int cancelled = end("cancelled", this::pressCancel);
    Visitor.tell("cancelled", await("why").until(this::told, why -> why.contains("cancelled")));
    long worker = Long.parseLong(cell(cancelled, TaskTable.PID));
    await("the end of " + worker).until(() -> !isAlive(worker));

    int killed = end("failed", this::kill);
    Visitor.tell("killed", await("why").until(this::told, why -> why.contains("Died")));
    Visitor.tell(
        "another worker", !cell(killed, TaskTable.PID).equals(cell(cancelled, TaskTable.PID)));
    for (int row = 0; row < TASKS; row++) {
      int at = row;
      String end = at == cancelled ? "cancelled" : at == killed ? "failed" : "done";
      await("row " + at).until(() -> state(at).equals(end));
    }
    await("a painting on the screen").until(this::seesPainting);

    Visitor.insist(() -> visitor.press("threads"), () -> hasRow(TASKS));
    awaitWorking(TASKS, 2 * TASKS, 20);
    visitor.keep("monitor");
    Visitor.tell("columns of bars", Visitor.columns(visitor.see(tasks), Look.ACCENT));
    BufferedImage chart = visitor.see(frames);
    BufferedImage plot = chart.getSubimage(0, 0, chart.getWidth(), chart.getHeight() - LEGEND);
    Visitor.tell("columns of frames", Visitor.columns(plot, Look.ACCENT));
    Visitor.tell("columns of the worst", Visitor.columns(plot, Look.BAD));
    visitor.press("cancel");
    for (int row = TASKS; row < 2 * TASKS; row++) {
      int at = row;
      await("row " + at).until(() -> state(at).equals("cancelled") || state(at).equals("done"));
    }
    Visitor.tell("counts", Visitor.onEventThread(visitor.find("counts", JLabel.class)::getText));
  }

  /** Waits for a task of these rows that runs and has told that it is so far. */
  private int awaitWorking(int from, int to, int percent) {
    return await("a task that works")
        .until(
            () -> {
              for (int row = from; row < to; row++) {
                String cell = cell(row, TaskTable.PERCENT);
                if (state(row).equals("running")
                    && cell.endsWith(" %")
                    && Integer.parseInt(cell.replace(" %", "")) >= percent) {
                  return row;
                }
              }
              return -1;
            },
            row -> row >= 0);
  }

  /** Does something to a task that works; to the next one, if it was done first. */
  private int end(String how, Act act) throws Exception {
    while (true) {
      int row = awaitWorking(0, TASKS, 0);
      act.on(row);
      String state = await("an end").until(() -> state(row), now -> !now.equals("running"));
      if (state.equals(how)) {
        return row;
      }
    }
  }

  private interface Act {
    void on(int row) throws Exception;
  }

  private void pressCancel(int row) throws Exception {
    Rectangle button = tasks.getCellRect(row, TaskTable.CANCEL, false);
    MouseEvent press =
        new MouseEvent(
            tasks,
            MouseEvent.MOUSE_PRESSED,
            System.currentTimeMillis(),
            0,
            (int) button.getCenterX(),
            (int) button.getCenterY(),
            1,
            false,
            MouseEvent.BUTTON1);
    Visitor.onEventThread(
        () -> {
          tasks.dispatchEvent(press);
          return null;
        });
  }

  private void kill(int row) throws Exception {
    ProcessHandle.of(Long.parseLong(cell(row, TaskTable.PID))).orElseThrow().destroyForcibly();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private boolean hasRow(int row) throws Exception {
    return !state(row).equals("null");
  }

  private String state(int row) throws Exception {
    return cell(row, TaskTable.STATE);
  }

  private String cell(int row, int column) throws Exception {
    return Visitor.onEventThread(() -> String.valueOf(tasks.getValueAt(row, column)));
  }

  private String told() throws Exception {
    return Visitor.onEventThread(visitor.find("told", JLabel.class)::getText);
  }

  /** Whether the screen shows the painting of one of the photos: as a whole, they differ in colour. */
  private boolean seesPainting() throws Exception {
    Picture picture = visitor.find("picture", Picture.class);
    int height = picture.getWidth() * 9 / 16;
    BufferedImage seen =
        visitor
            .see(picture)
            .getSubimage(0, (picture.getHeight() - height) / 2, picture.getWidth(), height);
    return photos.stream()
        .anyMatch(
            photo ->
                IntStream.range(0, PARTS)
                    .allMatch(part -> isLike(mean(seen, part), mean(photo, part))));
  }

  private static BufferedImage photo(int seed) {
    BufferedImage photo = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    photo.setRGB(0, 0, 320, 180, new Landscape(320, 180, seed).pixels(), 0, 320);
    return photo;
  }

  /** The mean colour of a horizontal part. */
  private static double[] mean(BufferedImage image, int part) {
    int from = image.getHeight() * part / PARTS;
    int to = image.getHeight() * (part + 1) / PARTS;
    double[] mean = new double[3];
    for (int y = from; y < to; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        float[] colour = new Color(image.getRGB(x, y)).getRGBColorComponents(null);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += colour[i] / (to - from) / image.getWidth();
        }
      }
    }
    return mean;
  }

  private static boolean isLike(double[] one, double[] other) {
    return IntStream.range(0, one.length).allMatch(i -> Math.abs(one[i] - other[i]) < 0.08);
  }
}
