package io.github.processing4j.samples.window;

import static org.awaitility.Awaitility.await;

import io.github.processing4j.samples.filter.Landscape;
import io.github.processing4j.samples.filter.OilPaint;
import java.awt.Canvas;
import java.awt.Component;
import java.awt.Container;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Opens the sketch in its own JVM, and presses its buttons.
 *
 * <p>Argument: the directory for pictures of the screen. Prints what it sees, as {@code name=value}
 * lines.
 */
final class SketchDriver {
  private static final int WIDTH = S20Sketch.VIEW_WIDTH; // so that the screen shows every pixel
  private static final int HEIGHT = S20Sketch.VIEW_HEIGHT;
  private static final int MARGIN = 20;

  private final S20Sketch sketch;
  private final Visitor visitor;
  private final Component canvas;

  private SketchDriver(S20Sketch sketch, Visitor visitor) {
    this.sketch = sketch;
    this.visitor = visitor;
    this.canvas = Objects.requireNonNull(canvas(visitor.window().getContentPane()), "canvas");
  }

  public static void main(String[] args) {
    Awaitility.setDefaultTimeout(Visitor.PATIENCE);
    try {
      S20Sketch[] sketch = new S20Sketch[1];
      Visitor visitor =
          Visitor.of(() -> sketch[0] = S20Sketch.open("" + WIDTH, "" + HEIGHT), Path.of(args[0]));
      new SketchDriver(sketch[0], visitor).drive();
      System.exit(0);
    } catch (Throwable e) { // the sketch alone would keep this JVM alive
      e.printStackTrace();
      System.exit(2);
    }
  }

  private void drive() throws Exception {
    Visitor.tell("pid", ProcessHandle.current().pid());
    awaitOnScreen(new Landscape(WIDTH, HEIGHT, 0).pixels());
    int before = sketch.frameCount;
    await("frames").until(() -> sketch.frameCount > before + 60);
    for (Mode mode : Mode.values()) {
      String told = sketch.told();
      Visitor.insist(
          () ->
              visitor.press(
                  canvas,
                  sketch.panel().left() + SketchPanel.WIDTH / 2,
                  sketch.panel().buttonTop(mode) + 20),
          () -> !Objects.equals(sketch.told(), told));
      Visitor.tell(mode.name(), sketch.told());
      awaitOnScreen(OilPaint.of(new Landscape(WIDTH, HEIGHT, mode.ordinal()), OilPaint.TO_NOBODY));
    }
    visitor.keep("sketch");
    BufferedImage plot =
        visitor.see(canvas).getSubimage(76, 2 * MARGIN + HEIGHT + 30, WIDTH + 128, 160);
    Visitor.tell("columns of frames", Visitor.columns(plot, Look.ACCENT));
    Visitor.tell("columns of the worst", Visitor.columns(plot, Look.BAD));
  }

  /** Waits until the screen shows these pixels, and no others, where the painting is. */
  private void awaitOnScreen(int[] pixels) {
    int[] wanted = Arrays.stream(pixels).map(pixel -> pixel | 0xFF << 24).toArray();
    await("the painting on the screen")
        .until(
            () -> {
              int[] seen =
                  visitor.see(canvas).getRGB(MARGIN, MARGIN, WIDTH, HEIGHT, null, 0, WIDTH);
              return IntStream.range(0, seen.length).allMatch(i -> seen[i] == wanted[i]);
            });
  }

  private static Component canvas(Container in) {
    for (Component component : in.getComponents()) {
      Component found =
          component instanceof Canvas
              ? component
              : component instanceof Container box ? canvas(box) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
