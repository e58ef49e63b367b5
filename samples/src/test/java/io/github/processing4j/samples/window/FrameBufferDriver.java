package io.github.processing4j.samples.window;

import static org.awaitility.Awaitility.await;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;

/**
 * Opens the window of the frame buffer in its own JVM, and kills its painter by the button.
 *
 * <p>Argument: the directory for pictures of the screen. Prints what it sees, as {@code name=value}
 * lines.
 */
final class FrameBufferDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern TOLD =
      Pattern.compile("frame (\\d+), painted by process (\\d+), .*");

  private final JFrame window;
  private final Robot robot = new Robot();
  private final Path pictures;

  private FrameBufferDriver(JFrame window, Path pictures) throws Exception {
    this.window = window;
    this.pictures = Files.createDirectories(pictures);
  }

  public static void main(String[] args) {
    try {
      CompletableFuture<JFrame> opened = new CompletableFuture<>();
      Toolkit.getDefaultToolkit()
          .addAWTEventListener(
              event -> {
                if (event.getID() == WindowEvent.WINDOW_OPENED) {
                  opened.complete((JFrame) event.getSource());
                }
              },
              AWTEvent.WINDOW_EVENT_MASK);
      S10FrameBuffer.main(new String[0]);
      JFrame window = opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      new FrameBufferDriver(window, Path.of(args[0])).drive();
      System.exit(0);
    } catch (Throwable e) { // the window alone would keep this JVM alive
      e.printStackTrace();
      System.exit(2);
    }
  }

  private void drive() throws Exception {
    tell("pid", ProcessHandle.current().pid());
    awaitFrame(60);
    tell("painter", told(2));
    long before = told(1);
    int hash = picture("frame-buffer");
    await("motion").atMost(PATIENCE).until(() -> hash != pixels().hash());
    await("half a second").atMost(PATIENCE).until(() -> told(1) > before + 30);

    ProcessHandle painter = ProcessHandle.of(told(2)).orElseThrow();
    click();
    painter.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    onEventThread(() -> null); // whatever was published is shown by then, or in the frame after
    awaitStill();
    long last = told(1);
    tell("last", last);
    tell("colours after the kill", pixels().colours());

    await("the end of the painter")
        .atMost(PATIENCE)
        .until(() -> onEventThread(() -> button().getText().equals("Start another")));
    click();
    awaitFrame(last + 60);
    tell("next painter", told(2));
    picture("frame-buffer-next");
  }

  /** Waits until the same frame is there for some frames of the window. */
  private void awaitStill() {
    await("stillness")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              long before = told(1);
              Thread.sleep(50); // three frames
              return before == told(1);
            });
  }

  private void awaitFrame(long least) {
    await("frame " + least).atMost(PATIENCE).until(() -> told(1) >= least);
  }

  /** A number of the line below the picture; -1 if there is none yet. */
  private long told(int group) throws Exception {
    Matcher told = TOLD.matcher(onEventThread(find(window, "told", JLabel.class)::getText));
    return told.matches() ? Long.parseLong(told.group(group)) : -1;
  }

  private JButton button() {
    return find(window, "button", JButton.class);
  }

  private void click() throws Exception {
    onEventThread(
        () -> {
          button().doClick();
          return null;
        });
  }

  private int picture(String name) throws Exception {
    Rectangle area =
        onEventThread(() -> new Rectangle(window.getLocationOnScreen(), window.getSize()));
    ImageIO.write(robot.createScreenCapture(area), "png", pictures.resolve(name + ".png").toFile());
    Seen seen = pixels();
    tell(name + ".colours", seen.colours());
    return seen.hash();
  }

  /** What is on the screen where the picture is. */
  private Seen pixels() throws Exception {
    Component picture = find(window, "picture", Picture.class);
    Rectangle area =
        onEventThread(() -> new Rectangle(picture.getLocationOnScreen(), picture.getSize()));
    BufferedImage screen = robot.createScreenCapture(area);
    int[] pixels = screen.getRGB(0, 0, area.width, area.height, null, 0, area.width);
    return new Seen(Arrays.hashCode(pixels), Arrays.stream(pixels).distinct().count());
  }

  private record Seen(int hash, long colours) {}

  private static <T extends Component> T find(Container in, String name, Class<T> type) {
    for (Component component : in.getComponents()) {
      if (name.equals(component.getName())) {
        return type.cast(component);
      }
      T found = component instanceof Container box ? find(box, name, type) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
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
