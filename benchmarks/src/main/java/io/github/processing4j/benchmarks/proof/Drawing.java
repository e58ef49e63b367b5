package io.github.processing4j.benchmarks.proof;

/**
 * What the loop draws: a moving pattern of so many pixels, the same work in each frame, in plain memory. It
 * needs no display and allocates nothing.
 */
final class Drawing {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int WAVE = 1024;

  private final int[] pixels = new int[WIDTH * HEIGHT];
  private final int[] wave = new int[WAVE];

  Drawing() {
    for (int i = 0; i < WAVE; i++) {
      wave[i] = (int) Math.round(127.5 + 127.5 * Math.sin(2 * Math.PI * i / WAVE));
    }
  }

  /** Lets the compiler see it. */
  void warmUp(int frames) {
    for (int frame = 0; frame < frames; frame++) {
      draw(frame);
    }
  }

  void draw(int frame) {
    int at = 0;
    for (int y = 0; y < HEIGHT; y++) {
      int row = wave[(3 * y + 5 * frame) & (WAVE - 1)];
      for (int x = 0; x < WIDTH; x++) {
        int column = wave[(2 * x + 7 * frame) & (WAVE - 1)];
        int both = wave[(x + y + frame) & (WAVE - 1)];
        pixels[at++] = column << 16 | row << 8 | both;
      }
    }
  }
}
