package io.github.processing4j.samples.filter;

import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.sync.Lock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The slow filter that the windows of the samples share: makes a painting of a photo.
 *
 * <p>It is Kuwahara's: each pixel becomes the mean of that corner of its neighbourhood which varies
 * least, so that edges stay and all else runs together like paint. One picture of 1920×1080 takes a
 * thread some seconds, and leaves tens of millions of small objects to the garbage collector: it is
 * written as one writes a filter at first, with an object for each colour.
 */
public final class OilPaint {
  /** The progress of what nobody looks at meanwhile. */
  public static final Progress TO_NOBODY =
      new Progress() {
        @Override
        public void update(double fraction, String message) {}

        @Override
        public void publish(Object payload) {}
      };

  private static final int RADIUS = 7; // of the neighbourhood, at 1080 rows
  private static final double VIVID = 1.25;

  private record Colour(float red, float green, float blue) {
    static Colour of(int pixel) {
      return new Colour(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
    }

    float light() {
      return 0.3f * red + 0.59f * green + 0.11f * blue;
    }

    int pixel() {
      return 0xFF << 24 | part(red) << 16 | part(green) << 8 | part(blue);
    }

    private int part(float value) {
      return (int) Math.max(0, Math.min(255, light() + VIVID * (value - light())));
    }
  }

  /** A corner of the neighbourhood: its mean, and how much it varies. */
  private record Corner(Colour mean, float variance) {}

  private final int width;
  private final int height;
  private final int reach;
  private final Colour[] photo;

  private OilPaint(Landscape landscape) {
    width = landscape.width();
    height = landscape.height();
    reach = Math.max(2, Math.round(RADIUS * height / 1080f));
    int[] pixels = landscape.pixels();
    photo = new Colour[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      photo[i] = Colour.of(pixels[i]);
    }
  }

  /**
   * Paints it. Ends when interrupted.
   *
   * @param progress is told how far it is, after every row
   * @return its pixels row by row, each {@code 0xFFRRGGBB}
   */
  public static int[] of(Landscape landscape, Progress progress) throws InterruptedException {
    OilPaint paint = new OilPaint(landscape);
    int[] pixels = new int[paint.width * paint.height];
    for (int y = 0; y < paint.height; y++) {
      List<Colour> row = paint.row(y);
      for (int x = 0; x < paint.width; x++) {
        pixels[y * paint.width + x] = row.get(x).pixel();
      }
      progress.update((y + 1.0) / paint.height, "row " + (y + 1) + " of " + paint.height);
      if (Thread.interrupted()) {
        throw new InterruptedException("in row " + y);
      }
    }
    return pixels;
  }

  /**
   * Paints it into a frame, in which the pixels reach whoever looks at the buffer: for a process, whose
   * result would be copied three times on its way otherwise.
   *
   * @param frames of 4 bytes for each pixel; nobody else writes meanwhile
   * @return the process that painted
   */
  public static long into(FrameBuffer frames, Landscape landscape, Progress progress)
      throws InterruptedException {
    put(of(landscape, progress), frames);
    return ProcessHandle.current().pid();
  }

  /**
   * Paints it into a frame of a buffer that others write to as well.
   *
   * @param lock held while the frame is written, which takes a millisecond or two
   * @return the process that painted
   */
  public static long into(FrameBuffer frames, Lock lock, Landscape landscape, Progress progress)
      throws InterruptedException {
    int[] pixels = of(landscape, progress);
    lock.lock();
    try {
      put(pixels, frames);
    } finally {
      lock.unlock();
    }
    return ProcessHandle.current().pid();
  }

  private static void put(int[] pixels, FrameBuffer frames) {
    try (FrameBuffer.Writer frame = frames.write()) {
      frame.buffer().asIntBuffer().put(pixels);
    }
  }

  private List<Colour> row(int y) {
    List<Colour> row = new ArrayList<>(width);
    for (int x = 0; x < width; x++) {
      row.add(
          Stream.of(
                  corner(x - reach, y - reach),
                  corner(x, y - reach),
                  corner(x - reach, y),
                  corner(x, y))
              .min(Comparator.comparing(Corner::variance))
              .orElseThrow()
              .mean());
    }
    return row;
  }

  /** The corner that begins there; what lies outside of the photo does not count. */
  private Corner corner(int left, int top) {
    float red = 0;
    float green = 0;
    float blue = 0;
    float light = 0;
    float squares = 0;
    int count = 0;
    for (int y = Math.max(0, top); y <= Math.min(height - 1, top + reach); y++) {
      for (int x = Math.max(0, left); x <= Math.min(width - 1, left + reach); x++) {
        Colour colour = photo[y * width + x];
        red += colour.red;
        green += colour.green;
        blue += colour.blue;
        light += colour.light();
        squares += colour.light() * colour.light();
        count++;
      }
    }
    float mean = light / count;
    return new Corner(
        new Colour(red / count, green / count, blue / count), squares / count - mean * mean);
  }
}
