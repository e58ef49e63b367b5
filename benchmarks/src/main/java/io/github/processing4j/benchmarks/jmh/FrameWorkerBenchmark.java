package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays per frame to look at one worker. */
@State(Scope.Thread)
public class FrameWorkerBenchmark extends NanoBenchmark {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final CountDownLatch end = new CountDownLatch(1);
  private final FutureTask<String> future = new FutureTask<>(this::work);
  private final FrameWorker<String> running = FrameWorker.start(this::work);
  private final FrameWorker<String> ready = FrameWorker.start(() -> "done");

  private String work() throws InterruptedException {
    end.await();
    return "done";
  }

  /** Waits until that which is to be ready is. */
  @Setup
  public void setUp() throws InterruptedException {
    if (!ready.await(LIMIT)) {
      throw new IllegalStateException(ready.toString());
    }
  }

  /** Lets the worker end. */
  @TearDown
  public void tearDown() {
    end.countDown();
  }

  /** The usual case: the work goes on. */
  @Benchmark
  public Status poll() {
    return running.poll();
  }

  /** The last frame of a worker. */
  @Benchmark
  public @Nullable String pollReadyAndResult() {
    return ready.poll() == Status.READY ? ready.result() : null;
  }

  /** The JDK's way to look, to compare with. */
  @Benchmark
  public boolean futureIsDone() {
    return future.isDone();
  }
}
