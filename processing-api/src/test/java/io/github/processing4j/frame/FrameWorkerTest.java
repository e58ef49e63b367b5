package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.spi.SharedStatuses;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameWorkerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  @Test
  void goesFromProcessingToReadyWithTheResult() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    entered.await();
    assertSame(Status.PROCESSING, worker.poll());
    assertNull(worker.result());
    assertNull(worker.failure());
    release.countDown();
    assertTrue(worker.await(LONG));
    assertSame(Status.READY, worker.poll());
    assertEquals("done", worker.result());
    assertNull(worker.failure());
  }

  @Test
  void takesEveryShapeOfTask() throws Exception {
    String captured = "captured";
    Callable<String> variable = () -> captured;
    assertResult("captured", FrameWorker.start(variable));
    assertResult("captured", FrameWorker.start(() -> captured));
    assertResult("captured", FrameWorker.start(progress -> captured));
    assertResult("static", FrameWorker.start(FrameWorkerTest::make));
    assertResult("told", FrameWorker.start(FrameWorkerTest::makeTelling));
    assertResult("captured", FrameWorker.start(captured::toString));
    assertResult("captured", FrameWorker.builder(() -> captured).start());
    assertResult("captured", FrameWorker.builder(progress -> captured).start());
    assertResult(8, FrameWorker.builder(String::length, captured).start());
    assertResult(
        "captured!", FrameWorker.builder((word, progress) -> word + "!", captured).start());
  }

  @Test
  void aTaskThatReturnsNullIsReady() throws Exception {
    FrameWorker<Object> worker = FrameWorker.start(() -> null);
    assertTrue(worker.await(LONG));
    assertSame(Status.READY, worker.poll());
    assertNull(worker.result());
  }

  @Test
  void whatTheTaskThrowsIsTheFailure() throws Exception {
    IOException thrown = new IOException("no such photo");
    FrameWorker<Object> worker =
        FrameWorker.start(
            () -> {
              throw thrown;
            });
    assertTrue(worker.await(LONG));
    assertSame(Status.FAILED, worker.poll());
    assertSame(thrown, worker.failure());
    assertNull(worker.result());
  }

  @Test
  void anErrorIsAFailureToo() throws Exception {
    FrameWorker<Object> worker =
        FrameWorker.start(
            () -> {
              throw new StackOverflowError();
            });
    assertTrue(worker.await(LONG));
    assertSame(Status.FAILED, worker.poll());
    assertInstanceOf(StackOverflowError.class, worker.failure());
  }

  @Test
  void runsOnANamedDaemonThread() throws Exception {
    FrameWorker<Thread> worker = FrameWorker.start(() -> Thread.currentThread());
    assertTrue(worker.await(LONG));
    Thread thread = worker.result();
    assertTrue(thread.isDaemon());
    assertTrue(thread.getName().matches("processing-frame-\\d+"), thread.getName());
  }

  @Test
  void aNameEndsTheThreadsName() throws Exception {
    FrameWorker<String> worker =
        FrameWorker.builder(() -> Thread.currentThread().getName()).name("stylise").start();
    assertTrue(worker.await(LONG));
    assertTrue(worker.result().matches("processing-frame-\\d+-stylise"), worker.result());
    assertEquals("<FrameWorker(stylise, Ready)>", worker.toString());
  }

  @Test
  void cancelInterruptsTheThread() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    entered.await();
    assertTrue(worker.cancel());
    assertSame(Status.CANCELLED, worker.poll());
    assertInstanceOf(CancellationException.class, worker.failure());
    assertTrue(worker.await(Duration.ZERO));
    left.await();
    assertSame(Status.CANCELLED, worker.poll());
  }

  @Test
  void whatACancelledTaskReturnsIsDropped() throws Exception {
    FrameWorker<String> worker =
        FrameWorker.start(
            () -> {
              try {
                held();
              } catch (InterruptedException e) {
                // ignores it
              }
              return "too late";
            });
    entered.await();
    worker.cancel();
    left.await();
    assertSame(Status.CANCELLED, worker.poll());
    assertNull(worker.result());
  }

  @Test
  void cancelAfterTheEndDoesNothing() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(() -> "done");
    assertTrue(worker.await(LONG));
    assertFalse(worker.cancel());
    assertSame(Status.READY, worker.poll());
    assertEquals("done", worker.result());
  }

  @Test
  void onlyOneOfManyCancelsCounts() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    entered.await();
    assertTrue(worker.cancel());
    Throwable failure = worker.failure();
    assertFalse(worker.cancel());
    assertSame(failure, worker.failure());
  }

  @Test
  void awaitTellsWhenTheTimeIsOver() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    assertFalse(worker.await(Duration.ZERO));
    assertFalse(worker.await(Duration.ofSeconds(-1)));
    assertFalse(worker.await(Duration.ofMillis(5)));
    release.countDown();
    assertTrue(worker.await(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  @Test
  void awaitIsInterruptible() {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> worker.await(LONG));
    worker.cancel();
  }

  @Test
  void progressIsTheNewestAndTheSameUntilThereIsNews() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Object image = new Object();
    FrameWorker<String> worker =
        FrameWorker.start(
            progress -> {
              entered.countDown();
              release.await();
              progress.update(0.25, "quarter");
              progress.publish(image);
              progress.update(0.5, "half");
              told.countDown();
              left.await();
              return "done";
            });
    entered.await();
    assertSame(ProgressSnapshot.NONE, worker.progress());
    release.countDown();
    told.await();
    ProgressSnapshot newest = worker.progress();
    assertEquals(new ProgressSnapshot(0.5, "half", image), newest);
    assertSame(newest, worker.progress());
    left.countDown();
    assertTrue(worker.await(LONG));
  }

  @Test
  void fractionsStayWithinTheirBounds() {
    ProgressCell cell = new ProgressCell();
    cell.update(-1, "");
    assertEquals(0.0, cell.snapshot().fraction());
    cell.update(7, "");
    assertEquals(1.0, cell.snapshot().fraction());
    cell.update(Double.NaN, "");
    assertTrue(Double.isNaN(cell.snapshot().fraction()));
  }

  @Test
  void concurrentReportsLoseNeitherMessageNorPayload() throws Exception {
    ProgressCell cell = new ProgressCell();
    FrameWorker<Object> updates = FrameWorker.start(() -> repeat(() -> cell.update(1, "told")));
    FrameWorker<Object> payloads = FrameWorker.start(() -> repeat(() -> cell.publish("image")));
    assertTrue(updates.await(LONG) && payloads.await(LONG));
    assertEquals(new ProgressSnapshot(1, "told", "image"), cell.snapshot());
  }

  @Test
  void aStatusQueueHearsOfBeginningAndEnd() throws Exception {
    StatusQueue queue = new StatusQueue();
    FrameWorker<String> worker = FrameWorker.builder(this::held).statusQueue(queue).start();
    assertSame(Status.PROCESSING, queue.poll());
    assertNull(queue.poll());
    release.countDown();
    assertTrue(worker.await(LONG));
    assertSame(Status.READY, queue.poll());
    assertNull(queue.poll());
  }

  @Test
  void aStatusQueueHearsOfFailureAndCancelling() throws Exception {
    StatusQueue queue = new StatusQueue();
    FrameWorker<Object> failing =
        FrameWorker.builder(
                () -> {
                  throw new IOException();
                })
            .statusQueue(queue)
            .start();
    assertTrue(failing.await(LONG));
    FrameWorker<String> cancelled = FrameWorker.builder(this::held).statusQueue(queue).start();
    cancelled.cancel();
    assertSame(Status.PROCESSING, queue.poll());
    assertSame(Status.FAILED, queue.poll());
    assertSame(Status.PROCESSING, queue.poll());
    assertSame(Status.CANCELLED, queue.poll());
    assertNull(queue.poll());
  }

  /** The statuses of a queue that has room for the first alone. */
  private static final class Full implements SharedStatuses {
    private static final long serialVersionUID = 1;

    private boolean full;

    @Override
    public void put(Status status) {
      if (full) {
        throw new IllegalStateException("no room for " + status + ": meant to be in the log");
      }
      full = true;
    }

    @Override
    public @Nullable Status poll() {
      return null;
    }

    @Override
    public @Nullable Status latest() {
      return null;
    }
  }

  @Test
  void aStatusQueueWithoutRoomHindersNoEnd() throws Exception {
    FrameWorker<String> cancelled =
        FrameWorker.builder(this::held).statusQueue(StatusQueue.of(new Full())).start();
    assertTrue(cancelled.cancel());
    assertTrue(cancelled.await(LONG));
    FrameWorker<String> ready =
        FrameWorker.builder(() -> "done").statusQueue(StatusQueue.of(new Full())).start();
    assertTrue(ready.await(LONG));
    assertResult("done", ready);
  }

  @Test
  void theResultIsThereWhenAStatusQueueSaysReady() {
    for (int i = 0; i < 200; i++) {
      StatusQueue queue = new StatusQueue();
      FrameWorker<Object> worker = FrameWorker.builder(Object::new).statusQueue(queue).start();
      while (queue.poll() != Status.READY) {
        Thread.onSpinWait();
      }
      assertNotNull(worker.result());
    }
  }

  @Test
  void theResultIsThereWheneverPollSaysReady() {
    try (FrameScheduler scheduler = FrameScheduler.threads(1)) {
      for (int i = 0; i < 50_000; i++) {
        FrameWorker<int[]> worker = scheduler.enqueue(FrameTask.of(() -> new int[] {1, 2, 3}));
        while (worker.poll() != Status.READY) {
          Thread.onSpinWait();
        }
        assertEquals(6, worker.result()[0] + worker.result()[1] + worker.result()[2]);
      }
    }
  }

  @Test
  void cancelAndReturnRaceToOneConsistentEnd() throws Exception {
    List<FrameWorker<String>> workers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      FrameWorker<String> worker = FrameWorker.start(() -> "done");
      boolean cancelled = worker.cancel();
      assertSame(cancelled ? Status.CANCELLED : Status.READY, worker.poll());
      assertEquals(cancelled ? null : "done", worker.result());
      workers.add(worker);
    }
    for (FrameWorker<String> worker : workers) {
      assertTrue(worker.await(LONG));
    }
  }

  @Test
  void lookingAllocatesNothing() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    entered.await();
    assertEquals(0, Allocations.of(() -> look(worker)));
    release.countDown();
    assertTrue(worker.await(LONG));
    assertEquals(0, Allocations.of(() -> look(worker)));
  }

  @Test
  void theTaskIsForgottenAtItsEndThoughTheWorkerIsKept() throws Exception {
    byte[] photo = new byte[1 << 20];
    WeakReference<byte[]> captured = new WeakReference<>(photo);
    FrameWorker<Integer> worker = FrameWorker.start(sizeOf(photo));
    photo = null;
    assertTrue(worker.await(LONG));
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return captured.get() == null;
            });
    assertEquals(1 << 20, worker.result());
  }

  @Test
  void toStringTellsTheStatus() throws Exception {
    FrameWorker<String> worker = FrameWorker.start(this::held);
    assertEquals("<FrameWorker(Processing)>", worker.toString());
    worker.cancel();
    assertEquals("<FrameWorker(Cancelled)>", worker.toString());
  }

  private static void look(FrameWorker<?> worker) {
    if (worker.poll().isDone() == (worker.result() == null)) {
      throw new AssertionError(worker);
    }
    if (worker.failure() != null || worker.progress() != ProgressSnapshot.NONE) {
      throw new AssertionError(worker);
    }
  }

  private String held() throws InterruptedException {
    try {
      entered.countDown();
      release.await();
      return "done";
    } finally {
      left.countDown();
    }
  }

  private static Callable<Integer> sizeOf(byte[] photo) {
    return () -> photo.length;
  }

  private static Object repeat(Runnable action) {
    for (int i = 0; i < 100_000; i++) {
      action.run();
    }
    return "done";
  }

  private static void assertResult(Object expected, FrameWorker<?> worker) throws Exception {
    assertTrue(worker.await(LONG));
    assertNull(worker.failure());
    assertEquals(expected, worker.result());
  }

  private static String make() {
    return "static";
  }

  private static String makeTelling(Progress progress) {
    progress.update(1, "");
    return "told";
  }
}
