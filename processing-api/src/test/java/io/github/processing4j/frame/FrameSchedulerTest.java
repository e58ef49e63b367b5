package io.github.processing4j.frame;

import static io.github.processing4j.frame.Frames.runUntil;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameSchedulerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final FrameScheduler scheduler = FrameScheduler.threads(1).frameBudget(LONG);
  private final Gate gate = new Gate();
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void close() {
    scheduler.close();
    gate.open();
  }

  @Test
  void tasksBeginInTheOrderInWhichTheyAreEnqueued() {
    List<Integer> hundred = IntStream.range(0, 100).boxed().toList();
    ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();
    for (int i : hundred) {
      scheduler.enqueue(
          FrameTask.builder(
                  () -> {
                    begun.add(i);
                    return i;
                  })
              .onSuccess(seen::add)
              .build());
    }
    runUntil(scheduler, () -> seen.size() == 100);
    assertEquals(hundred, List.copyOf(begun));
    assertEquals(hundred, seen);
  }

  @Test
  void ofThoseThatWaitTheHighestPriorityBeginsFirst() throws Exception {
    scheduler.enqueue(FrameTask.of(gate::pass));
    gate.awaitEntered();
    enqueue(FrameTask.builder(() -> "low").priority(Integer.MIN_VALUE));
    enqueue(FrameTask.builder(() -> "first"));
    enqueue(FrameTask.builder(() -> "second"));
    enqueue(FrameTask.builder(() -> "high").priority(Integer.MAX_VALUE));
    gate.open();
    runUntil(scheduler, () -> seen.size() == 4);
    assertEquals(List.of("high", "first", "second", "low"), seen);
  }

  @Test
  void tasksAreTheHandlesOfThoseThatWaitOrRunInTheirOrder() throws Exception {
    assertEquals(List.of(), scheduler.tasks());
    FrameWorker<String> runs = scheduler.enqueue(FrameTask.builder(gate::pass).name("one").build());
    gate.awaitEntered();
    FrameWorker<Object> waits = enqueue(FrameTask.builder(() -> 1).priority(3));
    FrameWorker<Object> cancelled = enqueue(FrameTask.builder(() -> 2));
    cancelled.cancel();
    assertEquals(List.of(runs, waits), scheduler.tasks());
    assertEquals("one", runs.name());
    assertNull(waits.name());
    assertTrue(runs.hasBegun());
    assertFalse(waits.hasBegun());
    assertEquals(Duration.ZERO, waits.elapsed());
    assertEquals(0, runs.pid());
    gate.open();
    assertTrue(waits.await(LONG));
    assertEquals(List.of(), scheduler.tasks());
    Duration took = runs.elapsed();
    assertFalse(took.isZero());
    assertEquals(took, runs.elapsed());
  }

  @Test
  void asManyTasksRunAsThereAreThreads() throws Exception {
    try (FrameScheduler two = FrameScheduler.threads(2)) {
      Gate second = new Gate();
      Gate third = new Gate();
      two.enqueue(FrameTask.of(gate::pass));
      two.enqueue(FrameTask.of(second::pass));
      two.enqueue(FrameTask.of(third::pass));
      gate.awaitEntered();
      second.awaitEntered();
      assertFalse(third.wasEntered());
      second.open();
      third.awaitEntered();
      third.open();
    }
  }

  @Test
  void hooksRunInTheFrameThreadAlone() throws Exception {
    Thread frames = Thread.currentThread();
    ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    FrameWorker<String> ready =
        scheduler.enqueue(
            FrameTask.builder(progress -> gate.pass())
                .onRefresh(progress -> threads.add(Thread.currentThread()))
                .onSuccess(result -> threads.add(Thread.currentThread()))
                .build());
    FrameWorker<Object> failing =
        scheduler.enqueue(
            FrameTask.builder(FrameSchedulerTest::fail)
                .onException(failure -> threads.add(Thread.currentThread()))
                .build());
    runUntil(scheduler, () -> threads.size() >= 1);
    int before = threads.size();
    gate.open();
    assertTrue(ready.await(LONG));
    assertTrue(failing.await(LONG));
    assertEquals(before, threads.size(), "a hook ran without a frame");
    runUntil(scheduler, () -> threads.size() >= before + 2);
    threads.forEach(each -> assertSame(frames, each));
  }

  @Test
  void eachEndHasItsHook() {
    enqueue(FrameTask.builder(() -> "result"));
    enqueue(FrameTask.builder(() -> null));
    enqueue(FrameTask.builder(FrameSchedulerTest::fail));
    runUntil(scheduler, () -> seen.size() == 3);
    assertEquals("result", seen.get(0));
    assertNull(seen.get(1));
    assertInstanceOf(IOException.class, seen.get(2));
    scheduler.frame();
    assertEquals(3, seen.size());
  }

  @Test
  void tasksWithoutHooksAreToldByTheirWorkers() throws Exception {
    FrameWorker<String> worker = scheduler.enqueue(FrameTask.of(() -> "result"));
    assertTrue(worker.await(LONG));
    scheduler.frame();
    assertEquals("result", worker.result());
  }

  @Test
  void refreshRunsInEachFrameWhileTheTaskRunsAndNotBeforeOrAfter() throws Exception {
    Gate second = new Gate();
    enqueue(FrameTask.builder(gate::pass));
    scheduler.enqueue(
        FrameTask.builder(second::pass).onRefresh(seen::add).onSuccess(seen::add).build());
    gate.awaitEntered();
    scheduler.frame();
    assertEquals(List.of(), seen);
    gate.open();
    second.awaitEntered();
    runUntil(scheduler, () -> seen.size() == 2);
    scheduler.frame();
    scheduler.frame();
    ProgressSnapshot none = ProgressSnapshot.NONE;
    assertEquals(List.of("passed", none, none, none), seen);
    second.open();
    runUntil(
        scheduler,
        () -> seen.contains("passed") && seen.indexOf("passed") != seen.lastIndexOf("passed"));
    int size = seen.size();
    scheduler.frame();
    scheduler.frame();
    assertEquals(size, seen.size());
    assertEquals("passed", seen.get(size - 1));
  }

  @Test
  void progressIsCoalescedToTheNewestPerFrame() throws Exception {
    Gate told = new Gate();
    scheduler.enqueue(
        FrameTask.builder(
                progress -> {
                  for (int i = 1; i <= 1_000; i++) {
                    progress.update(i / 1_000.0, "step " + i);
                    progress.publish(i);
                  }
                  return told.pass();
                })
            .onRefresh(seen::add)
            .build());
    told.awaitEntered();
    scheduler.frame();
    assertEquals(List.of(new ProgressSnapshot(1, "step 1000", 1_000)), seen);
    told.open();
  }

  @Test
  void theLastNewsComesBeforeTheEndAlthoughTheTaskIsOver() throws Exception {
    FrameWorker<String> worker =
        scheduler.enqueue(
            FrameTask.<String>builder(
                    progress -> {
                      progress.publish("last");
                      return "result";
                    })
                .onRefresh(progress -> seen.add(progress.payload()))
                .onSuccess(seen::add)
                .build());
    assertTrue(worker.await(LONG));
    scheduler.frame();
    assertEquals(List.of("last", "result"), seen);
  }

  @Test
  void aHookThatThrowsReachesTheHandlerAndNobodyElse() {
    List<Throwable> failures = new ArrayList<>();
    scheduler.onHookFailure(failures::add);
    RuntimeException first = new RuntimeException("first");
    Error second = new AssertionError("second");
    scheduler.enqueue(FrameTask.builder(() -> 1).onSuccess(result -> sneak(first)).build());
    scheduler.enqueue(
        FrameTask.builder(FrameSchedulerTest::fail).onException(e -> sneak(second)).build());
    enqueue(FrameTask.builder(() -> "third"));
    runUntil(scheduler, () -> seen.contains("third"));
    assertEquals(List.of(first, second), failures);
    assertEquals(2, scheduler.done());
  }

  @Test
  void aRefreshHookThatThrowsIsLeftAloneAndTheEndStillComes() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    scheduler.onHookFailure(failures::add);
    RuntimeException thrown = new RuntimeException();
    scheduler.enqueue(
        FrameTask.builder(gate::pass)
            .onRefresh(progress -> sneak(thrown))
            .onSuccess(seen::add)
            .build());
    gate.awaitEntered();
    runUntil(scheduler, () -> failures.size() == 1);
    scheduler.frame();
    scheduler.frame();
    gate.open();
    runUntil(scheduler, () -> seen.contains("passed"));
    assertEquals(List.of(thrown), failures);
  }

  @Test
  void aHandlerThatThrowsDoesNotReachTheLoopEither() {
    scheduler.onHookFailure(failure -> sneak(new IllegalStateException("handler")));
    scheduler.enqueue(
        FrameTask.builder(() -> 1).onSuccess(r -> sneak(new RuntimeException())).build());
    enqueue(FrameTask.builder(() -> "next"));
    runUntil(scheduler, () -> seen.contains("next"));
  }

  @Test
  void withoutAHandlerTheFailureOfAHookIsLoggedAndTheLoopGoesOn() {
    scheduler.enqueue(
        FrameTask.builder(() -> 1)
            .onSuccess(result -> sneak(new RuntimeException("meant to be in the log")))
            .build());
    enqueue(FrameTask.builder(() -> "next"));
    runUntil(scheduler, () -> seen.contains("next"));
  }

  @Test
  void aCancelledTaskThatWaitsNeverRuns() throws Exception {
    Gate never = new Gate();
    scheduler.enqueue(FrameTask.of(gate::pass));
    gate.awaitEntered();
    FrameWorker<Object> waiting = enqueue(FrameTask.builder(never::pass));
    assertSame(Status.PROCESSING, waiting.poll());
    assertEquals(1, scheduler.queued());
    assertTrue(waiting.cancel());
    assertEquals(0, scheduler.queued());
    assertEquals(1, scheduler.failed());
    scheduler.frame();
    assertInstanceOf(CancellationException.class, seen.get(0));
    FrameWorker<Object> next = enqueue(FrameTask.builder(() -> "next"));
    gate.open();
    assertTrue(next.await(LONG));
    assertFalse(never.wasEntered());
  }

  @Test
  void aCancelledTaskThatRunsIsInterrupted() throws Exception {
    FrameWorker<Object> running = enqueue(FrameTask.builder(gate::pass));
    gate.awaitEntered();
    assertTrue(running.cancel());
    gate.awaitLeft();
    assertSame(Status.CANCELLED, running.poll());
    assertEquals(0, scheduler.running());
    assertEquals(1, scheduler.failed());
    scheduler.frame();
    assertEquals(1, seen.size());
    assertInstanceOf(CancellationException.class, seen.get(0));
  }

  @Test
  void cancellingAfterTheEndChangesNothing() {
    FrameWorker<Object> worker = enqueue(FrameTask.builder(() -> "result"));
    runUntil(scheduler, () -> seen.size() == 1);
    assertFalse(worker.cancel());
    scheduler.frame();
    assertEquals(List.of("result"), seen);
    assertEquals(0, scheduler.failed());
  }

  @Test
  void anInterruptDoesNotReachTheNextTaskOfTheThread() throws Exception {
    for (int i = 0; i < 500; i++) {
      FrameWorker<String> cancelled = scheduler.enqueue(FrameTask.of(() -> "quick"));
      FrameWorker<Boolean> next = scheduler.enqueue(FrameTask.of(Thread::interrupted));
      if (i % 2 == 0) {
        Thread.yield();
      }
      cancelled.cancel();
      assertTrue(next.await(LONG));
      assertEquals(Boolean.FALSE, next.result());
    }
  }

  @Test
  void timeIsKeptWhileTheLoopStalls() throws Exception {
    FrameWorker<Object> worker =
        enqueue(FrameTask.builder(gate::pass).name("slow").timeout(Duration.ofMillis(20)));
    assertTrue(worker.await(LONG));
    gate.awaitLeft();
    assertSame(Status.FAILED, worker.poll());
    assertInstanceOf(TimeoutException.class, worker.failure());
    assertEquals(1, scheduler.failed());
    assertEquals(List.of(), seen);
    scheduler.frame();
    assertSame(worker.failure(), seen.get(0));
    assertTrue(worker.failure().getMessage().contains("slow"), worker.failure().getMessage());
  }

  @Test
  void timeInTheQueueDoesNotCount() throws Exception {
    Status status = Status.PROCESSING;
    // A stall may use up the time of one that runs, but not that of each.
    for (int i = 0; i < 10 && status != Status.READY; i++) {
      FrameWorker<Object> first =
          enqueue(FrameTask.builder(gate::pass).timeout(Duration.ofMillis(600)));
      FrameWorker<Object> second =
          enqueue(FrameTask.builder(() -> "in time").timeout(Duration.ofMillis(300)));
      assertTrue(first.await(LONG));
      assertTrue(second.await(LONG));
      assertSame(Status.FAILED, first.poll());
      status = second.poll();
    }
    assertSame(Status.READY, status);
  }

  @Test
  void aTaskInTimeIsLeftAlone() throws Exception {
    FrameWorker<Object> worker =
        enqueue(FrameTask.builder(() -> "in time").timeout(Duration.ofSeconds(Long.MAX_VALUE)));
    runUntil(scheduler, () -> seen.size() == 1);
    assertEquals("in time", worker.result());
  }

  @Test
  void countsTellWhereTheTasksAre() throws Exception {
    FrameWorker<Object> first = enqueue(FrameTask.builder(gate::pass));
    FrameWorker<Object> second = enqueue(FrameTask.builder(FrameSchedulerTest::fail));
    gate.awaitEntered();
    assertEquals(List.of(1, 1, 0L, 0L), counts());
    gate.open();
    assertTrue(first.await(LONG));
    assertTrue(second.await(LONG));
    assertEquals(List.of(0, 0, 1L, 1L), counts());
    runUntil(scheduler, () -> seen.size() == 2);
    assertEquals(List.of(0, 0, 1L, 1L), counts());
  }

  @Test
  void standaloneTasksRunBesideTheThreads() throws Exception {
    scheduler.enqueue(FrameTask.of(gate::pass));
    gate.awaitEntered();
    Gate server = new Gate();
    FrameWorker<String> alone =
        scheduler.standalone(FrameTask.builder(server::pass).onSuccess(seen::add).build());
    server.awaitEntered();
    assertEquals(2, scheduler.running());
    server.open();
    runUntil(scheduler, () -> seen.size() == 1);
    assertSame(Status.READY, alone.poll());
    assertEquals(1, scheduler.running());
  }

  private static boolean isAnyThreadOf(String task) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().endsWith("-" + task));
  }

  @Test
  void aStandaloneTaskWhoseTimeIsOverBeforeItBeginsDoesNotRun() throws Exception {
    List<FrameWorker<String>> workers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      workers.add(
          scheduler.standalone(
              FrameTask.builder(gate::pass).name("brief").timeout(Duration.ofNanos(1)).build()));
    }
    for (FrameWorker<String> worker : workers) {
      assertTrue(worker.await(LONG));
      assertInstanceOf(TimeoutException.class, worker.failure());
    }
    // Those that had begun were interrupted.
    await().until(() -> !isAnyThreadOf("brief"));
  }

  @Test
  void aStandaloneTaskIsEndedByARacingClose() throws Exception {
    for (int i = 0; i < 100; i++) {
      FrameScheduler closing = FrameScheduler.threads(1);
      Thread closer = new Thread(closing::close);
      closer.start();
      FrameWorker<String> worker = null;
      try {
        while (closer.isAlive()) {
          worker = closing.standalone(FrameTask.builder(gate::pass).name("raced").build());
        }
      } catch (IllegalStateException e) {
        // It was closed.
      }
      closer.join();
      if (worker != null) {
        assertTrue(worker.await(LONG));
      }
    }
    await().until(() -> !isAnyThreadOf("raced"));
  }

  @Test
  void closeCancelsWhatWaitsAndWhatRuns() throws Exception {
    Gate server = new Gate();
    Gate never = new Gate();
    List<FrameWorker<Object>> workers = new ArrayList<>();
    workers.add(enqueue(FrameTask.builder(gate::pass)));
    workers.add(enqueue(FrameTask.builder(never::pass)));
    FrameWorker<String> alone =
        scheduler.standalone(FrameTask.builder(server::pass).onException(seen::add).build());
    gate.awaitEntered();
    server.awaitEntered();
    scheduler.close();
    scheduler.close();
    gate.awaitLeft();
    server.awaitLeft();
    assertSame(Status.CANCELLED, alone.poll());
    workers.forEach(each -> assertSame(Status.CANCELLED, each.poll()));
    assertEquals(List.of(0, 0, 0L, 3L), counts());
    scheduler.frame();
    assertEquals(3, seen.size());
    seen.forEach(each -> assertInstanceOf(CancellationException.class, each));
    assertFalse(never.wasEntered());
    scheduler.frame();
  }

  @Test
  void closeLetsNothingBeginThatWaited() throws Exception {
    FrameWorker<Object> running = enqueue(FrameTask.builder(gate::pass));
    gate.awaitEntered();
    ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();
    List<FrameWorker<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      waiting.add(scheduler.enqueue(FrameTask.of(() -> begun.add(1))));
    }
    scheduler.close();
    gate.awaitLeft();
    assertSame(Status.CANCELLED, running.poll());
    waiting.forEach(each -> assertSame(Status.CANCELLED, each.poll()));
    assertEquals(List.of(), List.copyOf(begun));
  }

  @Test
  void closeLetsTheThreadsEnd() throws Exception {
    FrameWorker<Thread> worker = scheduler.enqueue(FrameTask.of(Thread::currentThread));
    assertTrue(worker.await(LONG));
    Thread thread = worker.result();
    assertTrue(thread.isDaemon());
    assertTrue(thread.getName().matches("processing-frame-\\d+"), thread.getName());
    scheduler.close();
    await().until(() -> !thread.isAlive());
  }

  @Test
  void aClosedSchedulerTakesNoTasks() {
    scheduler.close();
    FrameTask<String> task = FrameTask.builder(() -> "late").name("late").build();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> scheduler.enqueue(task));
    assertTrue(e.getMessage().contains("late"), e.getMessage());
    assertThrows(IllegalStateException.class, () -> scheduler.standalone(task));
    assertEquals(List.of(0, 0, 0L, 0L), counts());
  }

  @Test
  void anotherThreadMayNotRunFrames() throws Exception {
    scheduler.frame();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread other = new Thread(() -> thrown.set(catchFrame()), "other-loop");
    other.start();
    other.join();
    assertInstanceOf(IllegalStateException.class, thrown.get());
    assertTrue(thrown.get().getMessage().contains("other-loop"), thrown.get().getMessage());
    scheduler.frame();
  }

  @Test
  void aNewFrameThreadTakesOverFromADeadOne() throws Exception {
    Thread first = new Thread(scheduler::frame);
    first.start();
    first.join();
    enqueue(FrameTask.builder(() -> "result"));
    runUntil(scheduler, () -> seen.size() == 1);
  }

  @Test
  void aHookMayEnqueueCancelCloseAndCallFrame() {
    scheduler.enqueue(
        FrameTask.builder(() -> "first")
            .onSuccess(
                result -> {
                  seen.add(result);
                  scheduler.frame();
                  enqueue(FrameTask.builder(gate::pass)).cancel();
                  scheduler.close();
                })
            .build());
    runUntil(scheduler, () -> seen.size() == 2);
    assertEquals("first", seen.get(0));
    assertInstanceOf(CancellationException.class, seen.get(1));
  }

  @Test
  void anIdleFrameAllocatesNothing() throws Exception {
    assertEquals(0, Allocations.of(scheduler::frame));
    enqueue(FrameTask.builder(() -> "result"));
    runUntil(scheduler, () -> seen.size() == 1);
    assertEquals(0, Allocations.of(scheduler::frame));
    scheduler.enqueue(FrameTask.of(gate::pass));
    gate.awaitEntered();
    assertEquals(0, Allocations.of(scheduler::frame));
  }

  @Test
  void refreshingAllocatesNothing() throws Exception {
    long[] calls = new long[1];
    for (Gate each : List.of(new Gate(), gate)) {
      scheduler.standalone(FrameTask.builder(each::pass).onRefresh(progress -> calls[0]++).build());
      each.awaitEntered();
    }
    assertEquals(0, Allocations.of(scheduler::frame));
    assertTrue(calls[0] > 0);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(IllegalArgumentException.class, () -> FrameScheduler.threads(0));
    assertThrows(IllegalArgumentException.class, () -> scheduler.frameBudget(Duration.ofNanos(-1)));
    assertThrows(NullPointerException.class, () -> scheduler.onHookFailure(null));
    assertThrows(NullPointerException.class, () -> scheduler.enqueue(null));
  }

  private <T> FrameWorker<Object> enqueue(FrameTask.Builder<T> task) {
    @SuppressWarnings("unchecked")
    FrameWorker<Object> worker =
        (FrameWorker<Object>)
            scheduler.enqueue(task.onSuccess(seen::add).onException(seen::add).build());
    return worker;
  }

  private List<Object> counts() {
    return List.of(scheduler.queued(), scheduler.running(), scheduler.done(), scheduler.failed());
  }

  private Throwable catchFrame() {
    try {
      scheduler.frame();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static Object fail() throws IOException {
    throw new IOException("failed");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable e) throws E {
    throw (E) e;
  }
}
