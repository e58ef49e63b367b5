package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays per frame for a scheduler in which nothing is due. */
@State(Scope.Thread)
public class FrameSchedulerBenchmark extends NanoBenchmark {
  private final CountDownLatch end = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private FrameScheduler idle = FrameScheduler.threads(1);
  private FrameScheduler busy = FrameScheduler.threads(1);

  /** Gives one of the two a task that goes on. */
  @Setup
  public void setUp() {
    busy.enqueue(
        FrameTask.of(
            () -> {
              end.await();
              return "done";
            }));
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    end.countDown();
    idle.close();
    busy.close();
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

  /** An empty queue of the JDK, to compare with. */
  @Benchmark
  public @Nullable Runnable emptyQueue() {
    return queue.poll();
  }
}
