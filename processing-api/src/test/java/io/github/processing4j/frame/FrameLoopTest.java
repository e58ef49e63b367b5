package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ProcessingInterruptedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameLoopTest {
  private final FrameLoop loop = FrameLoop.atRate(200);

  @Test
  void itDrawsUntilThereIsNoOtherFrame() {
    assertEquals(0, loop.frame());
    long start = System.nanoTime();
    loop.run(() -> loop.frame() < 21);
    assertEquals(21, loop.frame());
    assertTrue(System.nanoTime() - start >= 20 * 5_000_000L);
    assertTrue(loop.longest().compareTo(loop.last()) >= 0);
    assertTrue(loop.longest().compareTo(Duration.ofMillis(4)) >= 0, loop.longest()::toString);
  }

  @Test
  void itKeepsTheBeatOverManyFrames() {
    long start = System.nanoTime();
    loop.run(() -> loop.frame() < 201);
    // Each beat since the start was drawn or missed; only the last may be late.
    long beats = loop.frame() - 1 + loop.missed();
    double periods = (System.nanoTime() - start) / 5e6;
    assertTrue(periods >= beats, periods + " periods, " + beats + " beats");
    assertTrue(beats >= 200);
  }

  @Test
  void whatWasMissedIsCountedAndNotCaughtUpWith() {
    long[] drawnAt = new long[30];
    loop.run(
        () -> {
          int frame = (int) loop.frame();
          drawnAt[frame - 1] = System.nanoTime();
          if (frame == 5) {
            stall(52);
          }
          return frame < drawnAt.length;
        });
    assertTrue(loop.missed() >= 9, () -> loop.missed() + " missed");
    assertTrue(loop.longest().toMillis() >= 52);
    // Of those after the stall at most one comes early, in the rest of the beat that it came in.
    assertTrue(drawnAt[29] - drawnAt[6] >= 22 * 5_000_000L);
  }

  @Test
  void anyThreadMayStopIt() throws Exception {
    for (double rate : new double[] {0.001, 1000}) { // of the first, a frame is due in 17 minutes
      FrameLoop endless = FrameLoop.atRate(rate);
      CountDownLatch drawing = new CountDownLatch(1);
      Thread thread = new Thread(() -> endless.run(() -> drawEndlessly(drawing)));
      thread.start();
      drawing.await();
      endless.stop();
      thread.join();
      assertTrue(endless.frame() >= 1);
    }
  }

  @Test
  void aLoopThatWasStoppedBeforeDrawsNothing() {
    loop.stop();
    loop.run(() -> true);
    assertEquals(0, loop.frame());
  }

  @Test
  void anInterruptEndsItAndIsKept() throws Exception {
    FrameLoop slow = FrameLoop.atRate(0.001);
    CountDownLatch drawing = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean kept = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                slow.run(() -> drawEndlessly(drawing));
              } catch (ProcessingInterruptedException e) {
                thrown.set(e);
                kept.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    drawing.await();
    thread.interrupt();
    thread.join();
    assertNotNull(thrown.get());
    assertInstanceOf(InterruptedException.class, thrown.get().getCause());
    assertTrue(kept.get());
  }

  @Test
  void whatADrawThrowsEndsTheRunAndAnotherMayFollow() {
    IllegalStateException failure = new IllegalStateException("drawing");
    assertEquals(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                loop.run(
                    () -> {
                      throw failure;
                    })));
    loop.run(() -> false);
    assertEquals(2, loop.frame());
  }

  @Test
  void itRunsInOneThreadAtATime() {
    AtomicReference<String> said = new AtomicReference<>();
    loop.run(
        () -> {
          said.set(
              assertThrows(IllegalStateException.class, () -> loop.run(() -> false)).getMessage());
          return false;
        });
    assertTrue(said.get().contains(Thread.currentThread().getName()), said.get());
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    for (double rate : new double[] {0, -60, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> FrameLoop.atRate(rate));
    }
  }

  @Test
  void itRunsTheHooksOfASchedulerInItsThread() {
    try (FrameScheduler scheduler = FrameScheduler.threads(1)) {
      AtomicReference<Thread> hook = new AtomicReference<>();
      scheduler.enqueue(
          FrameTask.builder(() -> "result")
              .onSuccess(result -> hook.set(Thread.currentThread()))
              .build());
      loop.run(
          () -> {
            scheduler.frame();
            return hook.get() == null;
          });
      assertEquals(Thread.currentThread(), hook.get());
    }
  }

  @Test
  void betweenFramesItAllocatesNothing() throws Exception {
    FrameLoop fast = FrameLoop.atRate(1e9);
    long frames = 100_000;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long end = fast.frame() + frames;
      least = Math.min(least, Allocations.ofOne(() -> fast.run(() -> fast.frame() < end)));
    }
    assertTrue(least < frames, least + " bytes in " + frames + " frames");
  }

  private static boolean drawEndlessly(CountDownLatch drawing) {
    drawing.countDown();
    return true;
  }

  private static void stall(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
