package io.github.processing4j.benchmarks.proof;

import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.frame.Status;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A render loop without a display: a frame starts in each slot of a fixed rate, draws, and looks at the
 * worker.
 *
 * <pre>
 *   slots    |---------|---------|---------|---------|
 *   frames    ####      ####           ####  ####
 *                                |◀──▶| lateness
 *                      |◀────────────▶| frame time
 * </pre>
 *
 * As with a display, a slot that passes while the loop is held up is dropped, and the next frame starts in a
 * later slot. A frame that starts within its slot, however late, is drawn. Allocates nothing.
 */
final class RenderLoop {
  private final long periodNanos;
  private final Drawing drawing;

  RenderLoop(long periodNanos, Drawing drawing) {
    this.periodNanos = periodNanos;
    this.drawing = drawing;
  }

  /**
   * Runs it for a while.
   *
   * @param worker to be looked at in each frame; null if there is none
   * @param warmUp frames that are not counted, at least one
   * @param frames frames that are
   * @throws IllegalStateException if the worker ended meanwhile
   */
  void run(@Nullable FrameWorker<?> worker, int warmUp, int frames, FrameTimes times) {
    long slot = System.nanoTime() + periodNanos;
    long before = slot;
    long dropped = 0;
    ProgressSnapshot seen = null;
    for (int frame = -warmUp; frame < frames; frame++) {
      sleepUntil(slot);
      long start = System.nanoTime();
      drawing.draw(frame & 0xffff);
      if (worker != null) {
        if (worker.poll() != Status.PROCESSING) {
          throw new IllegalStateException(worker.toString(), worker.failure());
        }
        seen = worker.progress();
      }
      long end = System.nanoTime();
      // The slots that passed while this frame was waited for and drawn.
      long passed = (end - slot) / periodNanos;
      if (frame >= 0) {
        times.record(start - before, start - slot, end - start, dropped);
      }
      before = start;
      dropped = passed;
      slot += (passed + 1) * periodNanos;
    }
    if (worker != null && seen == null) {
      throw new IllegalStateException("no frame looked at " + worker);
    }
  }

  /** Parks as often as it takes; the system may be late, but never early. */
  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }
}
