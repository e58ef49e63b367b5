package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.frame.FrameScheduler;
import io.github.processing4j.frame.FrameTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays per frame for a scheduler on a process, for which many tasks wait. */
@State(Scope.Thread)
public class FrameProcessesBenchmark extends NanoBenchmark {
  private static final int QUEUED = 1_000;
  private static final long LONG_MILLIS = 600_000;

  private FrameScheduler full = FrameScheduler.processes(1);

  /** A task goes on, and so many wait for it. */
  @Setup
  public void setUp() throws InterruptedException {
    FrameSchedulerBenchmark.fill(
        full,
        FrameTask.of(
            () -> {
              Thread.sleep(LONG_MILLIS);
              return "done";
            }),
        QUEUED);
  }

  /** Ends the process. */
  @TearDown
  public void tearDown() {
    full.close();
  }

  /** A task runs in the process, and a thousand others wait, each with all hooks. */
  @Benchmark
  public void frameThousandQueued() {
    full.frame();
  }
}
