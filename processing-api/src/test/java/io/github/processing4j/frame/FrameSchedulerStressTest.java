package io.github.processing4j.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameSchedulerStressTest {
  private static final int TASKS = 4_000;

  /** What one task's hooks saw. Touched by the frame thread alone. */
  private static final class Record {
    int ends;
    int refreshesAfterTheEnd;
    double fraction = -1;
    boolean wentBack;

    void refresh(ProgressSnapshot progress) {
      if (ends > 0) {
        refreshesAfterTheEnd++;
      }
      if (progress.fraction() < fraction) {
        wentBack = true;
      }
      fraction = progress.fraction();
    }
  }

  @Test
  void everyTaskEndsOnceWhateverRacesWithIt() throws Exception {
    FrameScheduler scheduler = FrameScheduler.threads(2).frameBudget(Duration.ofNanos(20_000));
    AtomicLong ended = new AtomicLong();
    List<Record> records = new ArrayList<>();
    List<FrameWorker<Integer>> workers = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < TASKS; i++) {
      Record record = new Record();
      records.add(record);
      FrameTask.Builder<Integer> task =
          FrameTask.builder(
                  progress -> {
                    for (int step = 1; step <= 5; step++) {
                      progress.update(step / 5.0, "");
                    }
                    return 1;
                  })
              .onRefresh(record::refresh)
              .onSuccess(result -> record.ends++)
              .onException(failure -> record.ends++);
      if (i % 7 == 0) {
        task.timeout(Duration.ofNanos(1 + random.nextInt(100_000)));
      }
      FrameWorker<Integer> worker =
          i % 101 == 0 ? scheduler.standalone(task.build()) : scheduler.enqueue(task.build());
      workers.add(worker);
      if (i % 3 == 0) {
        LockSupport.parkNanos(random.nextInt(30_000));
        workers.get(random.nextInt(workers.size())).cancel();
      }
      if (i % 5 == 0) {
        scheduler.frame();
      }
    }
    for (FrameWorker<Integer> worker : workers) {
      assertTrue(worker.await(Duration.ofSeconds(30)));
      ended.addAndGet(worker.poll() == Status.READY ? 1 : 0);
    }
    scheduler.frameBudget(Duration.ofSeconds(30));
    // What ends a task counts it, and has its hook run, a moment after its end is known.
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertEquals(0, scheduler.queued());
              assertEquals(0, scheduler.running());
              assertEquals(TASKS, scheduler.done() + scheduler.failed());
              assertEquals(ended.get(), scheduler.done());
              scheduler.frame();
              assertTrue(records.stream().allMatch(record -> record.ends > 0));
            });
    scheduler.frame();
    for (Record record : records) {
      assertEquals(1, record.ends);
      assertEquals(0, record.refreshesAfterTheEnd);
      assertEquals(false, record.wentBack);
    }
    scheduler.close();
  }

  @Test
  void enqueueAndCloseRaceToOneEndForEachTask() throws Exception {
    for (int round = 0; round < 200; round++) {
      FrameScheduler scheduler = FrameScheduler.threads(2);
      List<FrameWorker<Integer>> workers = new ArrayList<>();
      Thread enqueuer =
          new Thread(
              () -> {
                try {
                  while (true) {
                    workers.add(scheduler.enqueue(FrameTask.of(() -> 1)));
                    workers.add(scheduler.standalone(FrameTask.of(() -> 1)));
                  }
                } catch (IllegalStateException closed) {
                  // as it should be
                }
              });
      enqueuer.start();
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(round * 5));
      scheduler.close();
      enqueuer.join();
      for (FrameWorker<Integer> worker : workers) {
        assertTrue(worker.await(Duration.ofSeconds(30)), worker.toString());
      }
      // The thread that was just beginning one counts it, a moment after its end is known.
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .untilAsserted(
              () -> {
                assertEquals(workers.size(), scheduler.done() + scheduler.failed());
                assertEquals(0, scheduler.queued());
                assertEquals(0, scheduler.running());
              });
    }
  }
}
