package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.NotSendableException;
import io.github.processing4j.Pool;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.Processing;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Task;
import io.github.processing4j.WorkerDiedException;
import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Progress;
import io.github.processing4j.frame.ProgressSnapshot;
import io.github.processing4j.frame.Status;
import io.github.processing4j.sync.Event;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduler whose tasks run in processes that live on. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FrameSchedulerIT {
  private final List<String> told = new ArrayList<>();
  private FrameScheduler scheduler = FrameScheduler.processes(1);

  @AfterEach
  void close() {
    scheduler.close();
  }

  private void frames(String what, Callable<Boolean> until) {
    Eventually.become(
        what,
        () -> {
          scheduler.frame();
          return until.call();
        });
  }

  private void replace(FrameScheduler other) {
    scheduler.close();
    scheduler = other;
  }

  private <T> FrameTask.Builder<T> told(String name, FrameTask.Builder<T> task) {
    return task.name(name)
        .onSuccess(result -> told.add(name + " " + result))
        .onException(failure -> told.add(name + " " + failure));
  }

  private static long pid() {
    return Process.current().getPid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawn", "standby", "thread"})
  void resultsReachTheirHooksInTheFrameThread(String context) {
    replace(
        FrameScheduler.processes(
            Pool.builder().processes(2).context(Processing.getContext(context))));
    Thread loop = Thread.currentThread();
    List<Object> results = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 10; i++) {
      int n = i;
      scheduler.enqueue(
          FrameTask.builder(() -> n * n)
              .onSuccess(
                  result -> {
                    assertEquals(loop, Thread.currentThread());
                    results.add(result);
                  })
              .build());
    }
    frames("all results", () -> results.size() == 10);
    assertEquals(List.of(0, 1, 4, 9, 16, 25, 36, 49, 64, 81), results.stream().sorted().toList());
    assertEquals(10, scheduler.done());
    assertEquals(0, scheduler.failed());
    assertEquals(0, scheduler.queued() + scheduler.running());
    assertEquals(List.of(), scheduler.tasks());
  }

  @Test
  void oneProcessRunsManyTasks() throws InterruptedException {
    FrameWorker<Long> first = scheduler.enqueue(FrameTask.of(() -> pid()));
    FrameWorker<Long> second = scheduler.enqueue(FrameTask.of(() -> pid()));
    assertTrue(first.await(Eventually.LONG) && second.await(Eventually.LONG));
    assertEquals(first.result(), second.result());
    assertNotEquals(pid(), first.result());
    assertEquals(first.result(), first.pid());
    assertTrue(first.hasBegun());
    assertFalse(first.elapsed().isZero());
  }

  @Test
  void progressAndPayloadsReachTheLoop() {
    List<ProgressSnapshot> seen = new ArrayList<>();
    Event goOn = Processing.event();
    ProgressTask<String> task =
        progress -> {
          progress.update(0.25, "a quarter");
          progress.publish(List.of("made", "so far"));
          goOn.await();
          progress.update(1, "all");
          return "made";
        };
    scheduler.enqueue(told("task", FrameTask.builder(task)).onRefresh(seen::add).build());
    frames("the quarter", () -> !seen.isEmpty() && seen.get(seen.size() - 1).payload() != null);
    assertEquals(
        new ProgressSnapshot(0.25, "a quarter", List.of("made", "so far")),
        seen.get(seen.size() - 1));
    goOn.set();
    frames("the end", () -> !told.isEmpty());
    assertEquals(List.of("task made"), told);
    // What was told last before the result comes before it.
    assertEquals(
        new ProgressSnapshot(1, "all", List.of("made", "so far")), seen.get(seen.size() - 1));
  }

  @Test
  void progressOfOneTaskIsNotTakenForThatOfTheNext() {
    List<Thread> left = new ArrayList<>();
    scheduler.enqueue(
        told(
                "first",
                FrameTask.builder(
                    progress -> {
                      Thread thread = new Thread(() -> tellForEver(progress));
                      thread.setDaemon(true);
                      thread.start();
                      return left.size();
                    }))
            .build());
    List<ProgressSnapshot> seen = new ArrayList<>();
    scheduler.enqueue(
        told(
                "second",
                FrameTask.builder(
                    progress -> {
                      for (int i = 0; i < 50; i++) {
                        progress.update(0.5, "second");
                        Thread.sleep(1);
                      }
                      return "done";
                    }))
            .onRefresh(seen::add)
            .build());
    frames("both ends", () -> told.size() == 2);
    assertEquals(List.of("first 0", "second done"), told);
    assertTrue(
        seen.stream().allMatch(s -> s.message().isEmpty() || s.message().equals("second")),
        seen::toString);
  }

  private static void tellForEver(Progress progress) {
    while (true) {
      progress.update(0.1, "first");
    }
  }

  @Test
  void aFloodOfProgressIsCoalesced() {
    List<ProgressSnapshot> seen = new ArrayList<>();
    int updates = 200_000;
    scheduler.enqueue(
        told(
                "flood",
                FrameTask.builder(
                    progress -> {
                      for (int i = 1; i <= updates; i++) {
                        progress.update((double) i / updates, "");
                      }
                      return "over";
                    }))
            .onRefresh(seen::add)
            .build());
    frames("the end", () -> !told.isEmpty());
    assertEquals(List.of("flood over"), told);
    assertEquals(1, seen.get(seen.size() - 1).fraction());
    assertTrue(seen.stream().map(ProgressSnapshot::fraction).distinct().count() < updates / 10);
  }

  @Test
  void aCrashReachesTheHookWithItsExitCode() {
    List<Throwable> failures = new ArrayList<>();
    scheduler.enqueue(
        FrameTask.builder(
                (Task<String>)
                    () -> {
                      Runtime.getRuntime().halt(3);
                      return "never";
                    })
            .onException(failures::add)
            .build());
    scheduler.enqueue(told("next", FrameTask.builder(() -> "lives")).build());
    frames("both ends", () -> !failures.isEmpty() && !told.isEmpty());
    WorkerDiedException died = assertInstanceOf(WorkerDiedException.class, failures.get(0));
    assertEquals(3, died.exitCode());
    assertEquals(List.of("next lives"), told);
    assertEquals(1, scheduler.failed());
  }

  @Test
  void aKillReachesTheHookWithItsSignal() {
    List<Throwable> failures = new ArrayList<>();
    FrameWorker<Void> worker =
        scheduler.enqueue(
            FrameTask.builder(
                    (Task<Void>)
                        () -> {
                          Thread.sleep(Long.MAX_VALUE);
                          return null;
                        })
                .onException(failures::add)
                .build());
    Eventually.become("its pid", () -> worker.pid() != 0);
    ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
    frames("the failure", () -> !failures.isEmpty());
    WorkerDiedException died = assertInstanceOf(WorkerDiedException.class, failures.get(0));
    assertEquals(-9, died.exitCode());
    assertEquals(Status.FAILED, worker.poll());
  }

  @Test
  void timeOutAndCancelEndEvenWhatDoesNotListen() throws InterruptedException {
    FrameWorker<Void> slow =
        scheduler.enqueue(
            told("slow", FrameTask.<Void>builder(() -> spin()))
                .timeout(Duration.ofMillis(200))
                .build());
    FrameWorker<Void> unwanted =
        scheduler.enqueue(told("unwanted", FrameTask.<Void>builder(() -> spin())).build());
    FrameWorker<String> never =
        scheduler.enqueue(told("never", FrameTask.builder(() -> "begun")).build());
    assertTrue(never.cancel());
    assertTrue(slow.await(Eventually.LONG));
    assertInstanceOf(TimeoutException.class, slow.failure());
    Eventually.become("the next to begin", unwanted::hasBegun);
    assertTrue(unwanted.cancel());
    assertEquals(Status.CANCELLED, unwanted.poll());
    FrameWorker<Long> last = scheduler.enqueue(FrameTask.of(() -> pid()));
    assertTrue(last.await(Eventually.LONG));
    assertNotEquals(slow.pid(), last.pid());
    assertNotEquals(unwanted.pid(), last.pid());
    Eventually.become(
        "the spinning processes to end",
        () -> ProcessHandle.of(slow.pid()).isEmpty() && ProcessHandle.of(unwanted.pid()).isEmpty());
    frames("the hooks", () -> told.size() == 3);
    assertEquals(3, scheduler.failed());
    assertEquals(0, never.pid());
    assertInstanceOf(CancellationException.class, never.failure());
  }

  private static Void spin() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  @Test
  void prioritiesOrderWhatWaits() throws InterruptedException {
    Event begin = Processing.event();
    scheduler.enqueue(
        FrameTask.of(
            () -> {
              begin.await();
              return 0;
            }));
    scheduler.enqueue(told("low", FrameTask.builder(() -> 1)).priority(-1).build());
    scheduler.enqueue(told("first", FrameTask.builder(() -> 2)).build());
    scheduler.enqueue(told("second", FrameTask.builder(() -> 3)).build());
    scheduler.enqueue(told("high", FrameTask.builder(() -> 4)).priority(5).build());
    Eventually.become("the one before them to begin", () -> scheduler.running() == 1);
    assertEquals(4, scheduler.queued());
    assertEquals(
        List.of("low", "first", "second", "high"),
        scheduler.tasks().stream().skip(1).map(FrameWorker::name).toList());
    begin.set();
    frames("all", () -> told.size() == 4);
    assertEquals(List.of("high 4", "first 2", "second 3", "low 1"), told);
  }

  @Test
  void whatATaskThrowsKeepsItsType() {
    List<Throwable> failures = new ArrayList<>();
    scheduler.enqueue(
        FrameTask.builder(
                (Task<String>)
                    () -> {
                      throw new FileNotFoundException("settings.json");
                    })
            .onException(failures::add)
            .build());
    frames("the failure", () -> !failures.isEmpty());
    assertEquals(
        "settings.json", assertInstanceOf(IOException.class, failures.get(0)).getMessage());
  }

  @Test
  void whatCannotBeSentIsRefusedAtOnce() {
    Callable<String> plain = () -> "a Callable variable is not serialisable";
    NotSendableException e =
        assertThrows(NotSendableException.class, () -> scheduler.enqueue(FrameTask.of(plain)));
    assertTrue(e.getMessage().contains("declare it as Task<...>"), e.getMessage());
    Thread thread = Thread.currentThread();
    e =
        assertThrows(
            NotSendableException.class,
            () -> scheduler.enqueue(FrameTask.of(() -> thread.getName())));
    assertEquals(Thread.class.getName(), e.className());
    e =
        assertThrows(
            NotSendableException.class,
            () -> scheduler.enqueue(FrameTask.builder(Thread::getName, thread).build()));
    assertTrue(e.getMessage().contains("the argument"), e.getMessage());
    assertEquals(0, scheduler.queued());
    assertEquals(0, scheduler.failed());
    assertEquals(List.of(), scheduler.tasks());
  }

  @Test
  void aResultThatCannotBeSentFailsAlone() {
    scheduler.enqueue(told("bad", FrameTask.<Object>builder(() -> Thread.currentThread())).build());
    scheduler.enqueue(told("good", FrameTask.builder(() -> "good")).build());
    frames("both", () -> told.size() == 2);
    assertTrue(told.get(0).contains("NotSendableException"), told::toString);
    assertEquals("good good", told.get(1));
  }

  @Test
  void functionsTakeTheirArgument() {
    scheduler.enqueue(told("length", FrameTask.builder(String::length, "four")).build());
    scheduler.enqueue(
        told(
                "progress",
                FrameTask.builder(
                    (String text, Progress progress) -> {
                      progress.update(1, text);
                      return text.length();
                    },
                    "seven"))
            .build());
    frames("both", () -> told.size() == 2);
    assertEquals(List.of("length 4", "progress 5"), told);
  }

  @Test
  void oneThatStandsAloneHasAProcessOfItsOwn() throws InterruptedException {
    FrameWorker<Long> pooled = scheduler.enqueue(FrameTask.of(() -> pid()));
    FrameWorker<Long> alone =
        scheduler.standalone(told("alone", FrameTask.builder(() -> pid())).build());
    FrameWorker<Void> crash =
        scheduler.standalone(
            FrameTask.of(
                (Task<Void>)
                    () -> {
                      Runtime.getRuntime().halt(4);
                      return null;
                    }));
    assertTrue(pooled.await(Eventually.LONG));
    assertTrue(alone.await(Eventually.LONG));
    assertTrue(crash.await(Eventually.LONG));
    assertNotEquals(pooled.result(), alone.result());
    assertEquals(alone.result(), alone.pid());
    assertEquals(4, assertInstanceOf(ProcessDiedException.class, crash.failure()).exitCode());
    frames("the hook", () -> !told.isEmpty());
  }

  @Test
  void closeCancelsAllAndLeavesNoProcess() {
    FrameWorker<Void> running =
        scheduler.enqueue(told("running", FrameTask.<Void>builder(() -> spin())).build());
    FrameWorker<String> waiting =
        scheduler.enqueue(told("waiting", FrameTask.builder(() -> "begun")).build());
    Eventually.become("it to begin", () -> running.pid() != 0);
    scheduler.close();
    assertEquals(Status.CANCELLED, running.poll());
    assertEquals(Status.CANCELLED, waiting.poll());
    frames("their hooks", () -> told.size() == 2);
    Eventually.become("its end", () -> ProcessHandle.of(running.pid()).isEmpty());
    assertThrows(IllegalStateException.class, () -> scheduler.enqueue(FrameTask.of(() -> 1)));
    assertNull(waiting.result());
  }

  @Test
  void aPoolThatCannotBeginFailsItsTasks() {
    replace(
        FrameScheduler.processes(
            Pool.builder()
                .processes(1)
                .initializer(
                    () -> {
                      throw new IllegalStateException("no model");
                    })));
    scheduler.enqueue(told("first", FrameTask.builder(() -> 1)).build());
    frames("it to fail", () -> told.size() == 1);
    scheduler.enqueue(told("second", FrameTask.builder(() -> 2)).build());
    scheduler.enqueue(told("third", FrameTask.builder(() -> 3)).build());
    frames("all to fail", () -> told.size() == 3);
    assertTrue(told.stream().allMatch(each -> each.contains("no model")), told::toString);
  }
}
