package io.github.processing4j.samples.window;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import io.github.processing4j.samples.filter.Landscape;
import io.github.processing4j.samples.filter.OilPaint;
import java.nio.IntBuffer;
import processing.core.PApplet;
import processing.core.PImage;

/**
 * A Processing sketch that filters pictures, and goes on drawing 60 frames a second.
 *
 * <p>The filter makes a painting of a photo of 1920×1080, which takes seconds. The buttons, or the
 * keys 1, 2 and 3, run it in the sketch's own thread, in another, and in a process. {@code draw}
 * looks once per frame how far it is. The process leaves its pixels in a {@link FrameBuffer}, from
 * where the sketch copies those that it shows.
 *
 * <p>Shows the painting, a planet with its moons, a plot of how long each frame took, and a table
 * of the three ways. Prints a line for each painting, such as:
 *
 * <pre>
 * Blocking: Ready in process 4711, 1 frames, the worst 2471.2 ms
 * Thread: Ready in process 4711, 152 frames, the worst 31.8 ms
 * Process: Ready in process 4742, 148 frames, the worst 18.9 ms
 * </pre>
 *
 * <p>Run {@code main} in an IDE, or, after {@code mvn -q -DskipTests package}: {@code java -cp
 * samples/target/samples.jar io.github.processing4j.samples.window.S20Sketch}. Arguments: the width
 * and height of the photo, if not 1920 and 1080.
 */
public final class S20Sketch extends PApplet {
  static final int VIEW_WIDTH = 960;
  static final int VIEW_HEIGHT = 540;

  private static final int MARGIN = 20;
  private static final int PLOT_HEIGHT = 200;
  private static final int FRAMES_TO_WARM_UP = 60;
  private static final int FRAMES_PER_NUMBER = 10; // nobody reads faster

  private final int photoWidth;
  private final int photoHeight;
  private final FrameBuffer frames;
  private final FrameTimes times = new FrameTimes();
  private final SketchPlot plot = new SketchPlot(this, times);
  private final SketchPanel panel = new SketchPanel(this, 2 * MARGIN + VIEW_WIDTH, MARGIN);

  private PImage view;
  private FrameTimes.Summary summary = times.summary();
  private Mode mode; // null before the first
  private FrameWorker<?> worker; // null if none runs
  private boolean ended; // but its last frame is not yet counted
  private int seed;
  private volatile String told; // read by the test

  S20Sketch(int photoWidth, int photoHeight) {
    this.photoWidth = photoWidth;
    this.photoHeight = photoHeight;
    frames = FrameBuffer.create(photoWidth * photoHeight * Integer.BYTES);
  }

  public static void main(String[] args) {
    open(args);
  }

  static S20Sketch open(String... args) {
    System.setProperty("awt.useSystemAAFontSettings", "on"); // where no desktop says so
    S08Window.requireDisplay();
    FrameWorker.prepare(); // a JVM's first launch loads classes; that is for load time
    int width = args.length == 2 ? Integer.parseInt(args[0]) : 1920;
    int height = args.length == 2 ? Integer.parseInt(args[1]) : 1080;
    S20Sketch sketch = new S20Sketch(width, height);
    runSketch(new String[] {"processing4j: a slow filter in a sketch"}, sketch);
    return sketch;
  }

  @Override
  public void settings() {
    size(3 * MARGIN + VIEW_WIDTH + SketchPanel.WIDTH, 3 * MARGIN + VIEW_HEIGHT + PLOT_HEIGHT);
  }

  @Override
  public void setup() {
    frameRate(60);
    textFont(createFont("SansSerif", 14, true));
    view = createImage(VIEW_WIDTH, VIEW_HEIGHT, RGB);
    show(IntBuffer.wrap(new Landscape(photoWidth, photoHeight, seed).pixels()));
  }

  @Override
  public void draw() {
    if (worker != null) {
      look();
    }
    if (frameCount == FRAMES_TO_WARM_UP && mode == null) {
      times.reset(); // what came before loaded classes
    }
    if (frameCount % FRAMES_PER_NUMBER == 0) {
      summary = times.summary();
    }
    background(Look.WINDOW.getRGB());
    image(view, MARGIN, MARGIN);
    panel.draw();
    plot.draw(MARGIN, 2 * MARGIN + VIEW_HEIGHT, width - 2 * MARGIN, PLOT_HEIGHT, summary);
    times.tick();
    if (ended) {
      end();
    }
  }

  @Override
  public void keyPressed() {
    int number = key - '1';
    if (number >= 0 && number < Mode.values().length) {
      start(Mode.values()[number]);
    }
  }

  @Override
  public void mousePressed() {
    Mode pressed = panel.buttonAt(mouseX, mouseY);
    if (pressed != null) {
      start(pressed);
    }
  }

  private void start(Mode chosen) {
    if (worker != null || ended) {
      return; // one at a time
    }
    mode = chosen;
    times.reset();
    Landscape photo = new Landscape(photoWidth, photoHeight, seed++);
    FrameBuffer toPaint = frames; // not this, which the field would capture
    switch (chosen) {
      case BLOCKING -> paintHere(photo);
      case THREAD -> worker = FrameWorker.start(progress -> OilPaint.of(photo, progress));
      case PROCESS ->
          worker = FrameWorker.inProcess(progress -> OilPaint.into(toPaint, photo, progress));
    }
  }

  /** What a sketch must not do. */
  private void paintHere(Landscape photo) {
    try {
      show(IntBuffer.wrap(OilPaint.of(photo, OilPaint.TO_NOBODY)));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the animation thread", e);
    }
    panel.show(mode, Status.READY, 1, ProcessHandle.current().pid());
    ended = true;
  }

  /** Looks how far the filter is: all that it costs the sketch. */
  private void look() {
    Status status = worker.poll();
    long pid = ProcessHandle.current().pid();
    if (status == Status.READY && mode == Mode.PROCESS) {
      show(frames.latest().asIntBuffer());
      pid = (Long) worker.result();
    } else if (status == Status.READY) {
      show(IntBuffer.wrap((int[]) worker.result()));
    } else if (status.isDone()) {
      System.out.println(mode + ": " + worker.failure());
    }
    panel.show(mode, status, worker.progress().fraction(), pid);
    ended = status.isDone();
  }

  /** Copies the pixels that are shown: every one, or every second, third, … each way. */
  private void show(IntBuffer pixels) {
    int step = Math.max(1, photoWidth / VIEW_WIDTH);
    view.loadPixels();
    for (int y = 0; y < VIEW_HEIGHT && y * step < photoHeight; y++) {
      for (int x = 0; x < VIEW_WIDTH && x * step < photoWidth; x++) {
        view.pixels[y * VIEW_WIDTH + x] = pixels.get(y * step * photoWidth + x * step);
      }
    }
    view.updatePixels();
  }

  private void end() {
    worker = null;
    ended = false;
    summary = times.summary();
    panel.end(mode, summary);
    told = panel.told(mode);
    System.out.println(told);
  }

  SketchPanel panel() {
    return panel;
  }

  /** The line that it printed last; null before the first. */
  String told() {
    return told;
  }
}
