package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.frame.FrameBuffer;
import io.github.processing4j.frame.FrameWorker;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Another process paints large frames; the loop takes the newest, and reads a byte of it. */
final class LargeFrames implements Contender {
  private static final int FRAMES = 30;
  private static final long FRAME_MILLIS = 5;

  private final int bytes;

  LargeFrames(int bytes) {
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public double once() throws InterruptedException {
    try (FrameBuffer frames = FrameBuffer.create(bytes)) {
      FrameWorker<Integer> painter =
          FrameWorker.inProcess(() -> Targets.paint(frames, FRAMES, FRAME_MILLIS));
      double micros =
          new LookOften() {
            @Override
            boolean look() {
              ByteBuffer pixels = frames.latest();
              if (pixels == null) {
                if (painter.failure() != null) {
                  throw new IllegalStateException(painter.toString(), painter.failure());
                }
                return false;
              }
              if (pixels.get(0) != pixels.get(bytes - 1)) {
                throw new IllegalStateException("a torn frame " + frames.sequence());
              }
              return frames.sequence() == FRAMES;
            }
          }.worstMicros();
      painter.await(Duration.ofMinutes(1));
      return micros;
    }
  }
}
