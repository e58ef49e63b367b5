package io.github.processing4j.benchmarks.child;

import io.github.processing4j.Target;
import io.github.processing4j.frame.FrameBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What our children run.
 *
 * <p>A child loads the class that its lambda is written in; so this one is small, as are the main
 * classes and the Python module that it is measured against.
 */
public final class Targets {
  private static final long LONG_MILLIS = 300_000;

  private Targets() {}

  /** Does nothing. */
  public static Target noop() {
    return () -> {};
  }

  /** Does nothing, and returns so much. */
  public static int nothing() {
    return 0;
  }

  /** Returns so many bytes. */
  public static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    bytes[count - 1] = 1;
    return bytes;
  }

  /** Publishes so many frames, one each so many milliseconds, each filled with its number. */
  public static int paint(FrameBuffer frames, int count, long everyMillis)
      throws InterruptedException {
    byte[] row = new byte[1 << 16];
    for (int frame = 1; frame <= count; frame++) {
      try (FrameBuffer.Writer writer = frames.write()) {
        Arrays.fill(row, (byte) frame);
        ByteBuffer to = writer.buffer();
        while (to.hasRemaining()) {
          to.put(row, 0, Math.min(row.length, to.remaining()));
        }
      }
      Thread.sleep(everyMillis);
    }
    return count;
  }

  /** Writes the time of its first statement to the file {@code path}. */
  public static Target stamp(String path) {
    return () -> {
      long now = System.nanoTime();
      Stamp.write(path, now);
    };
  }

  /** Makes the file {@code path}, and sleeps. */
  public static Target idle(String path) {
    return () -> {
      Stamp.write(path, System.nanoTime());
      Thread.sleep(LONG_MILLIS);
    };
  }
}
