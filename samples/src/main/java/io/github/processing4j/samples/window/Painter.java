package io.github.processing4j.samples.window;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.frame.FrameBuffer;
import java.nio.IntBuffer;
import java.time.Duration;

/** Paints ink that flows, 60 frames a second, in a process of its own. */
final class Painter {
  static final int WIDTH = 800;
  static final int HEIGHT = 500;
  static final int BYTES = WIDTH * HEIGHT * Integer.BYTES;

  private static final long FRAME_NANOS = 1_000_000_000L / 60;

  private static final int SINES = 4096;
  private static final float[] SINE = new float[SINES];
  private static final int[] INK = new int[1024];

  static {
    for (int i = 0; i < SINES; i++) {
      SINE[i] = (float) Math.sin(2 * Math.PI * i / SINES);
    }
    for (int i = 0; i < INK.length; i++) {
      double tone = (double) i / INK.length;
      INK[i] = shade(tone, 0.02) << 16 | shade(tone, 0.17) << 8 | shade(tone, 0.34);
    }
  }

  private Painter() {}

  private static int shade(double tone, double phase) {
    double light = 0.5 - 0.5 * Math.cos(2 * Math.PI * (tone + phase));
    return (int) (12 + 243 * light * light);
  }

  /** Starts a process that paints until it is ended. */
  static Process start(FrameBuffer frames) {
    Process painter =
        Process.builder().name("painter").daemon(true).target(() -> paint(frames)).build();
    painter.start();
    return painter;
  }

  private static void paint(FrameBuffer frames) {
    long next = System.nanoTime();
    while (true) {
      try (FrameBuffer.Writer frame = frames.write()) {
        paint(frame.buffer().asIntBuffer(), System.nanoTime() / 1e9f % 10_000);
      }
      next =
          Math.max(next + FRAME_NANOS, System.nanoTime()); // what was missed is not caught up with
      Processing.sleep(Duration.ofNanos(next - System.nanoTime()));
    }
  }

  private static void paint(IntBuffer pixels, float time) {
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        // Waves that bend waves.
        float a = sine(0.0021f * x + 0.05f * time) + sine(0.0027f * y - 0.04f * time);
        float b = sine(0.0013f * (x + y) + 0.31f * a + 0.03f * time);
        float c = sine(0.0017f * (x - y) + 0.43f * b + 0.17f * a - 0.05f * time);
        row[x] = INK[(int) (512 + 170 * b + 230 * c + 40 * a) & INK.length - 1];
      }
      pixels.put(row);
    }
  }

  /** The sine of an angle in turns. */
  private static float sine(float turns) {
    return SINE[(int) (turns * SINES) & SINES - 1];
  }
}
