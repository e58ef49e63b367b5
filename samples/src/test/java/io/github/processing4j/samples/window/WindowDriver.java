package io.github.processing4j.samples.window;

import static org.awaitility.Awaitility.await;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JTable;

/**
 * Opens the window in its own JVM, and uses it as a visitor would: the mouse presses its buttons.
 *
 * <p>Argument: the directory for pictures of the screen. Prints what it reads, as {@code name=value}
 * lines. The last thing that it does is to close the window while a process works for it.
 */
final class WindowDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern WHO = Pattern.compile("process (\\d+), thread ([^,]+)");

  private final Path pictures;
  private final Robot robot = new Robot();
  private final JFrame window;
  private final BlockingQueue<String> statuses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> percents = new LinkedBlockingQueue<>();
  private final Set<Integer> distinctPercents = ConcurrentHashMap.newKeySet();

  private WindowDriver(JFrame window, Path pictures) throws Exception {
    this.window = window;
    this.pictures = Files.createDirectories(pictures);
    JLabel status = find("status", JLabel.class);
    JProgressBar bar = find("progress", JProgressBar.class);
    onEventThread(
        () -> {
          status.addPropertyChangeListener("text", e -> statuses.add((String) e.getNewValue()));
          bar.addChangeListener(
              e -> {
                distinctPercents.add(bar.getValue());
                percents.add(bar.getValue());
              });
          return null;
        });
  }

  public static void main(String[] args) {
    try {
      open(Path.of(args[0])).drive();
    } catch (Throwable e) { // the window alone would keep this JVM alive
      e.printStackTrace();
      System.exit(2);
    }
  }

  private static WindowDriver open(Path pictures) throws Exception {
    CompletableFuture<JFrame> opened = new CompletableFuture<>();
    Toolkit.getDefaultToolkit()
        .addAWTEventListener(
            event -> {
              if (event.getID() == WindowEvent.WINDOW_OPENED) {
                opened.complete((JFrame) event.getSource());
              }
            },
            AWTEvent.WINDOW_EVENT_MASK);
    S08Window.main(new String[0]);
    return new WindowDriver(opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), pictures);
  }

  private void drive() throws Exception {
    tell("pid", ProcessHandle.current().pid());
    seeItMove();
    picture("idle");

    run(Mode.BLOCKING);
    picture("blocking-after");
    run(Mode.THREAD);
    run(Mode.PROCESS);
    picture("process-ready");
    cancel(Mode.THREAD);
    cancel(Mode.PROCESS);
    picture("cancelled");
    closeWhileProcessWorks();
  }

  /** Runs a job to its end, and tells all about it. */
  private void run(Mode mode) throws Exception {
    String name = mode.name().toLowerCase(Locale.ROOT);
    start(mode);
    if (mode != Mode.BLOCKING) {
      awaitPercent(60);
      picture(name + "-running");
    }
    awaitIdle();
    tell(name + ".statuses", statuses);
    tell(name + ".percents", distinctPercents.size());
    Matcher who = who();
    tell(name + ".pid", who.group(1));
    tell(name + ".thread", who.group(2));
    JTable table = find("comparison", JTable.class);
    String[] columns = {"frames", "p50", "p99", "worst", "took"};
    for (int i = 0; i < columns.length; i++) {
      int column = i + 1;
      Callable<Object> cell = () -> table.getValueAt(mode.ordinal(), column);
      tell(name + "." + columns[i], onEventThread(cell));
    }
    BufferedImage result = onEventThread(find("picture", Picture.class)::image);
    int[] pixels = result.getRGB(0, 0, result.getWidth(), result.getHeight(), null, 0, 640);
    tell(name + ".colours", Arrays.stream(pixels).distinct().count());
    tell(name + ".hash", Arrays.hashCode(pixels));
  }

  /** Cancels a job that works, and tells when whoever did it is gone. */
  private void cancel(Mode mode) throws Exception {
    String name = "cancel-" + mode.name().toLowerCase(Locale.ROOT);
    start(mode);
    awaitPercent(10);
    Matcher who = who();
    click("cancel");
    awaitIdle();
    tell(name + ".statuses", statuses);
    if (mode == Mode.THREAD) {
      await("the end of " + who.group())
          .atMost(PATIENCE)
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().equals(who.group(2))));
    } else {
      awaitEnd(Long.parseLong(who.group(1)));
    }
    tell(name + ".gone", true);
  }

  private void closeWhileProcessWorks() throws Exception {
    start(Mode.PROCESS);
    awaitPercent(10);
    tell("close.pid", who().group(1));
    System.out.flush();
    window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING));
    Thread.sleep(PATIENCE.toMillis()); // the end of the window is the end of this JVM
    throw new AssertionError("the window was closed, and its JVM runs on");
  }

  private void start(Mode mode) throws Exception {
    statuses.clear();
    percents.clear();
    distinctPercents.clear();
    click(mode.name());
  }

  /** Waits for the end of the job: its last frame is counted, and another one may start. */
  private void awaitIdle() throws Exception {
    JButton start = find(Mode.BLOCKING.name(), JButton.class);
    await("the end of the job")
        .atMost(PATIENCE)
        .until(() -> onEventThread(() -> !statuses.isEmpty() && start.isEnabled()));
  }

  private void awaitPercent(int least) throws InterruptedException {
    Integer percent;
    do {
      percent = percents.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (percent == null) {
        throw new AssertionError("no progress, after " + statuses);
      }
    } while (percent < least);
  }

  private static void awaitEnd(long pid) throws Exception {
    ProcessHandle.of(pid)
        .map(ProcessHandle::onExit)
        .orElse(CompletableFuture.completedFuture(null))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private Matcher who() throws Exception {
    String detail = onEventThread(find("detail", JLabel.class)::getText);
    Matcher who = WHO.matcher(detail);
    if (!who.find()) {
      throw new AssertionError("does not tell who works: " + detail);
    }
    return who;
  }

  private void seeItMove() throws Exception {
    Rectangle area = bounds(find("animation", Component.class));
    int before = hash(robot.createScreenCapture(area));
    await("motion").atMost(PATIENCE).until(() -> hash(robot.createScreenCapture(area)) != before);
    tell("moves", true);
  }

  private void click(String name) throws Exception {
    Rectangle at = bounds(find(name, JButton.class));
    robot.mouseMove((int) at.getCenterX(), (int) at.getCenterY());
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
  }

  private void picture(String name) throws Exception {
    BufferedImage screen = robot.createScreenCapture(bounds(window));
    ImageIO.write(screen, "png", pictures.resolve(name + ".png").toFile());
  }

  private static int hash(BufferedImage image) {
    return Arrays.hashCode(
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
  }

  private static Rectangle bounds(Component component) throws Exception {
    return onEventThread(() -> new Rectangle(component.getLocationOnScreen(), component.getSize()));
  }

  private <T extends Component> T find(String name, Class<T> type) {
    return type.cast(
        Stream.iterate(List.<Component>of(window), level -> !level.isEmpty(), WindowDriver::below)
            .flatMap(List::stream)
            .filter(component -> name.equals(component.getName()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no component is named " + name)));
  }

  private static List<Component> below(List<Component> level) {
    return level.stream()
        .flatMap(c -> c instanceof Container box ? Stream.of(box.getComponents()) : Stream.empty())
        .toList();
  }

  private static <T> T onEventThread(Callable<T> read) throws Exception {
    FutureTask<T> task = new FutureTask<>(read);
    EventQueue.invokeLater(task);
    return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void tell(String name, Object value) {
    System.out.println(name + "=" + value);
  }
}
