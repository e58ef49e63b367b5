package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.frame.Status;
import io.github.processing4j.frame.StatusQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The status queue, in one thread. */
@State(Scope.Thread)
public class StatusQueueBenchmark extends NanoBenchmark {
  private final StatusQueue empty = new StatusQueue();
  private final StatusQueue queue = new StatusQueue();

  /** Nothing new, as in most frames. */
  @Benchmark
  public @Nullable Status pollEmpty() {
    return empty.poll();
  }

  /** One put and one taken. */
  @Benchmark
  public @Nullable Status putAndPoll() {
    queue.put(Status.PROCESSING);
    return queue.poll();
  }

  /** A worker's two, and the loop that takes them. */
  @Benchmark
  public @Nullable Status putTwoAndPollThree() {
    queue.put(Status.PROCESSING);
    queue.put(Status.READY);
    queue.poll();
    queue.poll();
    return queue.poll();
  }
}
