package io.github.processing4j.samples.window;

import static org.awaitility.Awaitility.await;

import java.awt.AWTEvent;
import java.awt.Color;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JFrame;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody before a window of AWT: presses with the mouse, looks at the screen, keeps pictures. */
final class Visitor {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration EFFECT = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 6;

  private final JFrame window;
  private final Path pictures;
  private final Robot robot = new Robot();

  private Visitor(JFrame window, Path pictures) throws Exception {
    this.window = window;
    this.pictures = Files.createDirectories(pictures);
  }

  /** Opens a window, and waits until it is there. */
  static Visitor of(Callable<?> open, Path pictures) throws Exception {
    CompletableFuture<JFrame> opened = new CompletableFuture<>();
    Toolkit.getDefaultToolkit()
        .addAWTEventListener(
            event -> {
              if (event.getID() == WindowEvent.WINDOW_OPENED) {
                opened.complete((JFrame) event.getSource());
              }
            },
            AWTEvent.WINDOW_EVENT_MASK);
    open.call();
    return new Visitor(opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), pictures);
  }

  /** What a visitor does. */
  interface Act {
    void run() throws Exception;
  }

  /** Does it, and again where that had no effect: a screen may lose a press of the mouse. */
  static void insist(Act act, Callable<Boolean> effect) throws Exception {
    for (int attempt = 1; ; attempt++) {
      act.run();
      try {
        await("an effect").atMost(EFFECT).until(effect);
        return;
      } catch (ConditionTimeoutException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Presses the left button of the mouse at a point of a component. */
  void press(Component component, int x, int y) throws Exception {
    Rectangle at = bounds(component);
    robot.mouseMove(at.x + x, at.y + y);
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
  }

  /** Presses a button of Swing, by its own means. */
  void press(String name) throws Exception {
    JButton button = find(name, JButton.class);
    onEventThread(
        () -> {
          button.doClick();
          return null;
        });
  }

  /** Keeps a picture of the window. */
  void keep(String name) throws Exception {
    ImageIO.write(see(window), "png", pictures.resolve(name + ".png").toFile());
  }

  /** What is on the screen where a component is. */
  BufferedImage see(Component component) throws Exception {
    return robot.createScreenCapture(bounds(component));
  }

  /** In how many columns of a picture some pixel has a colour, or nearly so. */
  static long columns(BufferedImage image, Color colour) {
    return IntStream.range(0, image.getWidth())
        .filter(
            x ->
                IntStream.range(0, image.getHeight())
                    .anyMatch(y -> isNear(new Color(image.getRGB(x, y)), colour)))
        .count();
  }

  private static boolean isNear(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed()) < 50
        && Math.abs(one.getGreen() - other.getGreen()) < 50
        && Math.abs(one.getBlue() - other.getBlue()) < 50;
  }

  JFrame window() {
    return window;
  }

  private static Rectangle bounds(Component component) throws Exception {
    return onEventThread(() -> new Rectangle(component.getLocationOnScreen(), component.getSize()));
  }

  /** The component of that name. */
  <T extends Component> T find(String name, Class<T> type) {
    T found = find(window, name, type);
    if (found == null) {
      throw new AssertionError("no component is named " + name);
    }
    return found;
  }

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

  static <T> T onEventThread(Callable<T> read) throws Exception {
    FutureTask<T> task = new FutureTask<>(read);
    EventQueue.invokeLater(task);
    return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static void tell(String name, Object value) {
    System.out.println(name + "=" + value);
  }
}
