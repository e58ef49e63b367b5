package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameTickerTest {
  private static final Duration PERIOD = Duration.ofMillis(5);

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    eventually("no timer is left", () -> timers().isEmpty());
  }

  @Test
  void framesRunInTheQueueOfSwing() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicInteger frames = new AtomicInteger();
    FrameTicker ticker =
        start(
            () -> {
              assertTrue(EventQueue.isDispatchThread());
              thread.set(Thread.currentThread());
              frames.incrementAndGet();
            },
            EventQueue::invokeLater);
    eventually("frames", () -> frames.get() >= 5);
    EventQueue.invokeAndWait(() -> assertSame(thread.get(), Thread.currentThread()));
    int[] atClose = new int[1];
    EventQueue.invokeAndWait(
        () -> {
          ticker.close(); // in their own thread, as when a window closes
          atClose[0] = frames.get();
        });
    assertEquals(atClose[0], ticker.frames());
    EventQueue.invokeAndWait(() -> assertEquals(atClose[0], frames.get()));
  }

  @Test
  void oneFrameAtMostWaitsInABusyQueue() throws Exception {
    AtomicLong posted = new AtomicLong();
    FrameTicker ticker =
        start(
            () -> {},
            task -> {
              posted.incrementAndGet();
              EventQueue.invokeLater(task);
            });
    eventually("frames", () -> ticker.frames() >= 1);
    EventQueue.invokeAndWait(
        () -> {
          long before = posted.get();
          long skipped = ticker.skipped();
          eventually("skipped", () -> ticker.skipped() >= skipped + 10);
          assertTrue(posted.get() <= before + 1, posted + " posted, " + before + " before");
        });
    long seen = ticker.frames();
    eventually("frames again", () -> ticker.frames() >= seen + 3);
  }

  @Test
  void aFrameThatTakesLongLeavesRoomForEvents() throws Exception {
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    FrameTicker ticker = start(() -> {}, queue::add);
    Runnable frame = queue.take();
    long skipped = ticker.skipped();
    eventually("skipped", () -> ticker.skipped() >= skipped + 3);
    assertTrue(queue.isEmpty());
    frame.run();
    assertEquals(1, ticker.frames());
    queue.take().run();
    assertEquals(2, ticker.frames());
  }

  @Test
  void aFrameWithAnEventLoopInsideIsNotEnteredAgain() throws Exception {
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    FrameTicker ticker =
        start(
            () -> {
              deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
              Runnable other = queue.poll(); // as a modal dialog runs events
              if (other != null) {
                other.run();
              }
              depth.decrementAndGet();
            },
            queue::add);
    while (ticker.frames() < 5) {
      queue.take().run();
    }
    assertEquals(1, deepest.get());
  }

  @Test
  void whatAFrameThrowsGoesToTheHandlerAndFramesGoOn() throws Exception {
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    ExecutorService ui = executor(Executors.newSingleThreadExecutor());
    IllegalStateException failure = new IllegalStateException("drawing");
    FrameTicker ticker =
        start(
                () -> {
                  throw failure;
                },
                ui)
            .onFailure(heard::add);
    eventually("failures", () -> heard.size() >= 3);
    assertTrue(heard.stream().allMatch(each -> each == failure));
    assertTrue(ticker.frames() >= 3);
    assertFalse(ticker.isClosed());
  }

  @Test
  void withoutAHandlerItGoesToThatOfTheThread() throws Exception {
    AtomicReference<Throwable> heard = new AtomicReference<>();
    AtomicReference<Thread> thread = new AtomicReference<>();
    ExecutorService ui =
        executor(
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread made = new Thread(task, "ui");
                  made.setUncaughtExceptionHandler(
                      (in, e) -> {
                        thread.set(in);
                        heard.set(e);
                        throw new AssertionError("a handler that fails");
                      });
                  return made;
                }));
    Error failure = new StackOverflowError("drawing");
    FrameTicker ticker =
        start(
            () -> {
              throw failure;
            },
            (Executor) ui);
    eventually("frames", () -> ticker.frames() >= 3);
    assertSame(failure, heard.get());
    assertEquals("ui", thread.get().getName());
  }

  @Test
  void closeWaitsForAFrameOfAnotherThread() throws Exception {
    CountDownLatch inFrame = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    FrameTicker ticker =
        start(
            () -> {
              inFrame.countDown();
              await(goOn);
              ended.incrementAndGet();
            },
            EventQueue::invokeLater);
    inFrame.await();
    AtomicInteger endedAtClose = new AtomicInteger(-1);
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt(); // it does not mind
              ticker.close();
              endedAtClose.set(ended.get());
            });
    closer.start();
    eventually("waits", () -> closer.getState() == Thread.State.WAITING);
    goOn.countDown();
    closer.join();
    assertEquals(1, endedAtClose.get());
    assertEquals(1, ticker.frames());
  }

  @Test
  void aFrameMayCloseItsTicker() {
    for (int i = 0; i < 2; i++) {
      AtomicReference<FrameTicker> self = new AtomicReference<>();
      Runnable frame =
          () -> {
            if (self.get() != null) {
              self.get().close();
            }
          };
      ScheduledExecutorService scheduled = executor(Executors.newScheduledThreadPool(2));
      self.set(i == 0 ? start(frame, EventQueue::invokeLater) : start(frame, scheduled));
      eventually("closed", () -> self.get().isClosed());
    }
  }

  @Test
  void aQueueThatHasEndedEndsTheTicker() throws Exception {
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    CountDownLatch handler = new CountDownLatch(1);
    FrameTicker ticker =
        start(
                () -> {},
                task -> {
                  await(handler);
                  throw new IllegalStateException("Toolkit not initialized");
                })
            .onFailure(heard::add);
    handler.countDown();
    eventually("closed", ticker::isClosed);
    eventually("heard", () -> heard.size() == 1);

    ExecutorService ui = executor(Executors.newSingleThreadExecutor());
    FrameTicker other = start(() -> {}, (Executor) ui);
    ui.shutdown();
    eventually("closed", other::isClosed);
  }

  @Test
  void aQueueThatIsFullSkipsFrames() {
    AtomicInteger refused = new AtomicInteger();
    FrameTicker ticker =
        start(
            () -> {},
            task -> {
              if (refused.incrementAndGet() <= 3) {
                throw new RejectedExecutionException("full");
              }
              task.run();
            });
    eventually("frames", () -> ticker.frames() >= 1);
    assertTrue(ticker.skipped() >= 3);
  }

  @Test
  void anInterruptOfItsTimerChangesNothing() {
    FrameTicker ticker = start(() -> {}, EventQueue::invokeLater);
    eventually("a timer", () -> !timers().isEmpty());
    timers().forEach(Thread::interrupt);
    long seen = ticker.frames();
    eventually("frames", () -> ticker.frames() >= seen + 3);
    assertTrue(timers().stream().allMatch(Thread::isDaemon));
  }

  @Test
  void framesOfAScheduledExecutorNeedNoTimer() throws Exception {
    ScheduledExecutorService ui = executor(Executors.newScheduledThreadPool(3));
    AtomicInteger inFrame = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    FrameTicker ticker =
        start(
                () -> {
                  most.accumulateAndGet(inFrame.incrementAndGet(), Math::max);
                  inFrame.decrementAndGet();
                  throw new IllegalStateException("drawing");
                },
                ui)
            .onFailure(heard::add);
    eventually("frames", () -> ticker.frames() >= 5);
    assertEquals(List.of(), timers());
    assertEquals(1, most.get());
    ticker.close();
    long frames = ticker.frames();
    ui.shutdown();
    assertTrue(ui.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(frames, ticker.frames());
    assertTrue(heard.size() >= 4);
  }

  @Test
  void aScheduledExecutorDoesNotCatchUpWithWhatWasMissed() throws Exception {
    ScheduledExecutorService ui = executor(Executors.newSingleThreadScheduledExecutor());
    long start = System.nanoTime();
    FrameTicker ticker = start(() -> {}, ui);
    CountDownLatch goOn = new CountDownLatch(1);
    ui.execute(() -> await(goOn));
    long end = System.nanoTime() + 20 * PERIOD.toNanos();
    eventually("some time", () -> System.nanoTime() - end > 0);
    goOn.countDown();
    ui.submit(() -> {}).get();
    eventually("skipped", () -> ticker.skipped() >= 15);
    long all = ticker.frames() + ticker.skipped();
    assertTrue(all <= (System.nanoTime() - start) / PERIOD.toNanos() + 1, () -> all + " frames");
  }

  @Test
  void aScheduledExecutorThatIsShutDownEndsTheTicker() throws Exception {
    ScheduledExecutorService ui = executor(Executors.newSingleThreadScheduledExecutor());
    FrameTicker ticker = start(() -> {}, ui);
    eventually("frames", () -> ticker.frames() >= 1);
    ui.shutdown();
    eventually("closed", ticker::isClosed);
    assertThrows(RejectedExecutionException.class, () -> start(() -> {}, ui));
  }

  @Test
  void itRunsTheHooksOfASchedulerInTheThreadOfTheUserInterface() {
    FrameScheduler scheduler = FrameScheduler.threads(1);
    opened.add(scheduler);
    start(scheduler::frame, EventQueue::invokeLater);
    AtomicReference<Boolean> inQueue = new AtomicReference<>();
    scheduler.enqueue(
        FrameTask.builder(() -> "result")
            .onSuccess(result -> inQueue.set(EventQueue.isDispatchThread()))
            .build());
    eventually("hook", () -> inQueue.get() != null);
    assertTrue(inQueue.get());
  }

  @Test
  void aPeriodThatIsNoneIsRefused() {
    for (Duration period : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThrows(
          IllegalArgumentException.class, () -> FrameTicker.start(() -> {}, Runnable::run, period));
    }
  }

  private FrameTicker start(Runnable frame, Executor ui) {
    FrameTicker ticker = FrameTicker.start(frame, ui, PERIOD);
    opened.add(0, ticker);
    return ticker;
  }

  private FrameTicker start(Runnable frame, ScheduledExecutorService ui) {
    FrameTicker ticker = FrameTicker.start(frame, ui, PERIOD);
    opened.add(0, ticker);
    return ticker;
  }

  private <E extends ExecutorService> E executor(E executor) {
    opened.add(executor::shutdownNow);
    return executor;
  }

  private static List<Thread> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("processing-frame-ticker"))
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void eventually(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(40))
        .until(condition);
  }
}
