package io.github.processing4j.samples.javafx;

import static org.awaitility.Awaitility.await;

import io.github.processing4j.samples.filter.Landscape;
import io.github.processing4j.samples.filter.OilPaint;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/**
 * Opens the window in its own JVM, and clicks its picture.
 *
 * <p>Argument: the directory for pictures of the screen. Prints what it sees, as {@code name=value}
 * lines.
 */
final class JavaFxDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int WIDTH = S22JavaFx.Window.VIEW_WIDTH; // so that every pixel is shown
  private static final int HEIGHT = S22JavaFx.Window.VIEW_HEIGHT;

  private final Window window;
  private final Path pictures;

  private JavaFxDriver(Window window, Path pictures) throws Exception {
    this.window = window;
    this.pictures = Files.createDirectories(pictures);
  }

  public static void main(String[] args) {
    Awaitility.setDefaultTimeout(PATIENCE);
    try {
      String[] size = {Integer.toString(WIDTH), Integer.toString(HEIGHT)};
      Thread application = new Thread(() -> S22JavaFx.main(size));
      application.start();
      Window window =
          await("the window")
              .ignoreException(IllegalStateException.class) // JavaFX has not begun
              .until(
                  () ->
                      onFxThread(
                          () ->
                              Window.getWindows().stream()
                                  .filter(Window::isShowing)
                                  .findFirst()
                                  .orElse(null)),
                  found -> found != null);
      new JavaFxDriver(window, Path.of(args[0])).drive();
      Platform.exit();
      application.join();
    } catch (Throwable e) { // the window alone would keep this JVM alive
      e.printStackTrace();
      System.exit(2);
    }
  }

  private void drive() throws Exception {
    System.out.println("pid=" + ProcessHandle.current().pid());
    awaitOnScreen(new Landscape(WIDTH, HEIGHT, 0).pixels());
    onFxThread(
        () -> {
          Robot robot = new Robot();
          robot.mouseMove(left() + WIDTH / 2.0, top() + HEIGHT / 2.0);
          robot.mousePress(MouseButton.PRIMARY);
          robot.mouseRelease(MouseButton.PRIMARY);
          return null;
        });
    awaitOnScreen(OilPaint.of(new Landscape(WIDTH, HEIGHT, 0), OilPaint.TO_NOBODY));
    Text text = (Text) window.getScene().lookup("#text");
    System.out.println(
        "told="
            + await("the end")
                .until(() -> onFxThread(text::getText), told -> told.contains("painted")));
    int height = (int) window.getScene().getHeight();
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, WIDTH, height, see(height), 0, WIDTH);
    ImageIO.write(image, "png", pictures.resolve("javafx.png").toFile());
  }

  /** Waits until the screen shows these pixels, and no others, where the picture is. */
  private void awaitOnScreen(int[] wanted) {
    await("the picture on the screen")
        .until(
            () -> {
              int[] seen = see(HEIGHT);
              return IntStream.range(0, seen.length).allMatch(i -> seen[i] == wanted[i]);
            });
  }

  /** What is on the screen, from the top of the window. */
  private int[] see(int height) throws Exception {
    return onFxThread(
        () -> {
          WritableImage screen =
              new Robot().getScreenCapture(null, left(), top(), WIDTH, height, false);
          int[] pixels = new int[WIDTH * height];
          screen
              .getPixelReader()
              .getPixels(0, 0, WIDTH, height, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
          return pixels;
        });
  }

  private double left() {
    return window.getX() + window.getScene().getX();
  }

  private double top() {
    return window.getY() + window.getScene().getY();
  }

  private static <T> T onFxThread(Callable<T> read) throws Exception {
    FutureTask<T> task = new FutureTask<>(read);
    Platform.runLater(task);
    return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
