package io.github.processing4j.samples.javafx;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.samples.filter.Landscape;
import io.github.processing4j.samples.filter.OilPaint;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/**
 * A JavaFX window that has pictures filtered by a process.
 *
 * <p>All that JavaFX needs is an {@link AnimationTimer} whose {@code handle} calls {@link
 * FrameScheduler#frame()}: the hooks of the tasks run there, in JavaFX's own thread, and may touch
 * the scene. A click on the picture has the next photo of 1920×1080 made into a painting, whose
 * pixels come through a {@link FrameBuffer}. A ball rolls all the time.
 *
 * <p>Prints a line for each painting, such as:
 *
 * <pre>
 * painted by process 4711 beside 118 frames, the longest of which took 21.3 ms
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests -Pjavafx package}: {@code java
 * -jar samples-javafx/target/samples-javafx.jar}. Arguments: the width and height of the photos, if
 * not 1920 and 1080.
 *
 * <p>This {@code main} is not that of the {@link Application}: with JavaFX on the class path, the
 * JVM would not start it. JavaFX warns all the same that it was not made for the class path, and from
 * 24 on the JVM of an IDE adds that native code is loaded, which the jar's manifest allows. Neither
 * is said with JavaFX on the module path: {@code java -p samples-javafx/target/lib/javafx
 * --add-modules javafx.graphics --enable-native-access=javafx.graphics -cp
 * samples-javafx/target/samples-javafx.jar io.github.processing4j.samples.javafx.S22JavaFx}.
 */
public final class S22JavaFx {
  private S22JavaFx() {}

  public static void main(String[] args) {
    Application.launch(Window.class, args);
  }

  /** The window; JavaFX makes it. */
  public static final class Window extends Application {
    static final int VIEW_WIDTH = 960;
    static final int VIEW_HEIGHT = 540;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BALL = 12;

    private final FrameScheduler scheduler = FrameScheduler.processes(1);
    private final Text text = new Text(20, VIEW_HEIGHT + 38, "Click the picture");
    private final Circle ball = new Circle(BALL, Color.web("#3E8FD0"));

    private int width = 1920;
    private int height = 1080;
    private FrameBuffer frames;
    private WritableImage image;
    private int seed;
    private boolean isPainting;
    private int painted; // frames while it paints
    private long longestNanos;
    private long lastNanos;

    @Override
    public void start(Stage stage) {
      if (getParameters().getRaw().size() == 2) {
        width = Integer.parseInt(getParameters().getRaw().get(0));
        height = Integer.parseInt(getParameters().getRaw().get(1));
      }
      frames = FrameBuffer.create(width * height * Integer.BYTES);
      image = new WritableImage(width, height);
      int[] photo = new Landscape(width, height, seed).pixels();
      image
          .getPixelWriter()
          .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), photo, 0, width);
      ImageView view = new ImageView(image);
      view.setFitWidth(VIEW_WIDTH);
      view.setFitHeight(VIEW_HEIGHT);
      view.setOnMousePressed(press -> paint());
      text.setFont(Font.font("SansSerif", 16));
      text.setFill(Color.web("#E8ECF2"));
      text.setId("text");
      ball.setCenterY(VIEW_HEIGHT + 32);

      Group all = new Group(view, text, ball);
      stage.setScene(new Scene(all, VIEW_WIDTH, VIEW_HEIGHT + 64, Color.web("#0F1217")));
      stage.setTitle("processing4j: a process paints for JavaFX");
      stage.setResizable(false);
      stage.show();
      new AnimationTimer() {
        @Override
        public void handle(long nanos) {
          scheduler.frame(); // all that the library needs
          frame(nanos);
        }
      }.start();
    }

    @Override
    public void stop() {
      scheduler.close();
    }

    /** Moves the ball, and measures. */
    private void frame(long nanos) {
      ball.setCenterX(VIEW_WIDTH - 120 + 90 * Math.sin(nanos / NANOS_PER_MILLI / 500));
      if (isPainting && lastNanos != 0) {
        painted++;
        longestNanos = Math.max(longestNanos, nanos - lastNanos);
      }
      lastNanos = nanos;
    }

    private void paint() {
      if (isPainting) {
        return;
      }
      isPainting = true;
      painted = 0;
      longestNanos = 0;
      FrameBuffer toPaint = frames; // not this, which the field would capture
      Landscape photo = new Landscape(width, height, seed++);
      FrameTask.Builder<Long> task =
          FrameTask.builder(progress -> OilPaint.into(toPaint, photo, progress));
      scheduler.enqueue(
          task.onRefresh(this::tell).onSuccess(this::show).onException(this::fail).build());
    }

    private void tell(ProgressSnapshot progress) {
      text.setText(progress.message().isEmpty() ? "It begins" : "Painting " + progress.message());
    }

    private void show(long painter) {
      image
          .getPixelWriter()
          .setPixels(
              0,
              0,
              width,
              height,
              PixelFormat.getIntArgbInstance(),
              frames.latest().asIntBuffer(),
              width);
      end(
          String.format(
              "painted by process %d beside %d frames, the longest of which took %.1f ms",
              painter, painted, longestNanos / NANOS_PER_MILLI));
    }

    private void fail(Throwable failure) {
      end("not painted: " + failure);
    }

    private void end(String how) {
      isPainting = false;
      text.setText(how);
      System.out.println(how);
    }
  }
}
