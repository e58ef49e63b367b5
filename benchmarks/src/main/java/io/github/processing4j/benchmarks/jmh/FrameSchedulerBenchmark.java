package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import io.github.processing4j.frame.FrameWorker;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays per frame for a scheduler in which nothing is due, however much waits. */
@State(Scope.Thread)
public class FrameSchedulerBenchmark extends NanoBenchmark {
  private static final int QUEUED = 1_000;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private FrameScheduler idle = FrameScheduler.threads(1);
  private FrameScheduler busy = FrameScheduler.threads(1);
  private FrameScheduler full = FrameScheduler.threads(1);

  /** Gives one of them a task that goes on, and another one so many more that wait for it. */
  @Setup
  public void setUp() throws InterruptedException {
    busy.enqueue(endless());
    fill(full, endless(), QUEUED);
  }

  /** Lets a task begin, and so many others wait, each with all hooks. */
  static void fill(FrameScheduler scheduler, FrameTask<String> endless, int queued)
      throws InterruptedException {
    FrameWorker<String> first = scheduler.enqueue(endless);
    while (!first.hasBegun()) {
      if (first.poll().isDone()) {
        throw new IllegalStateException(first.toString(), first.failure());
      }
      Thread.sleep(1);
    }
    FrameTask<String> task =
        FrameTask.builder(() -> "done")
            .onSuccess(done -> {})
            .onException(failure -> {})
            .onRefresh(progress -> {})
            .build();
    for (int i = 0; i < queued; i++) {
      scheduler.enqueue(task);
    }
    scheduler.frame(); // takes note of the first
  }

  private FrameTask<String> endless() {
    return FrameTask.of(
        () -> {
          end.await();
          return "done";
        });
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    end.countDown();
    idle.close();
    busy.close();
    full.close();
  }

  /** No task at all. */
  @Benchmark
  public void frameIdle() {
    idle.frame();
  }

  /** A task runs, with no hook due. */
  @Benchmark
  public void frameWhileRunning() {
    busy.frame();
  }

  /** A task runs, and a thousand others wait, each with all hooks. */
  @Benchmark
  public void frameThousandQueued() {
    full.frame();
  }

  /** An empty queue of the JDK, to compare with. */
  @Benchmark
  public @Nullable Runnable emptyQueue() {
    return queue.poll();
  }
}
