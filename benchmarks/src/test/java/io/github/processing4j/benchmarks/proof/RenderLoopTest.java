package io.github.processing4j.benchmarks.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.processing4j.frame.FrameWorker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RenderLoopTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FrameTimes times = new FrameTimes(2_000_000);

  @Test
  void eachFrameIsCountedAndTheLoopAllocatesNothing() throws InterruptedException {
    RenderLoop loop = new RenderLoop(times.periodNanos(), new Drawing());
    FrameWorker<String> worker =
        FrameWorker.start(
            () -> {
              Thread.sleep(600_000);
              return "";
            });
    loop.run(worker, 1, 1, times); // loads what it needs
    long before = THREADS.getCurrentThreadAllocatedBytes();
    loop.run(worker, 3, 100, times);
    assertEquals(0, THREADS.getCurrentThreadAllocatedBytes() - before);
    worker.cancel();
    assertEquals(101, times.frames());
  }

  @Test
  void framesStartInTheirSlotsOrSlotsAreDropped() {
    RenderLoop loop = new RenderLoop(times.periodNanos(), new Drawing());
    long before = System.nanoTime();
    loop.run(null, 1, 100, times);
    long slots = (System.nanoTime() - before) / times.periodNanos();
    assertTrue(
        100 + times.dropped() <= slots, "100 frames and " + times.dropped() + " of " + slots);
    assertTrue(times.frameTime().getMean() >= times.periodNanos() * 0.9, "no faster than its rate");
  }

  @Test
  void aWorkerThatEndedEndsIt() throws InterruptedException {
    FrameWorker<String> worker = FrameWorker.start(() -> "done");
    assertTrue(worker.await(Duration.ofMinutes(1)));
    RenderLoop loop = new RenderLoop(times.periodNanos(), new Drawing());
    assertThrows(IllegalStateException.class, () -> loop.run(worker, 1, 10, times));
  }
}
