package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.Pool;
import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.PoolTasks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call there and back in a pool of threads, where nothing is written and no process is crossed. */
@State(Scope.Thread)
public class PoolBenchmark extends NanoBenchmark {
  private static final int WORKERS = 2;

  private final Pool pool =
      Pool.builder().processes(WORKERS).context(Processing.getContext("thread")).build();
  private final ExecutorService executor = Executors.newFixedThreadPool(WORKERS);

  /** Ends both. */
  @TearDown
  public void tearDown() {
    pool.close();
    executor.shutdown();
  }

  /** Ours. */
  @Benchmark
  public @Nullable Integer apply() {
    return pool.apply(PoolTasks.call());
  }

  /** The JDK's, to compare with. */
  @Benchmark
  public @Nullable Integer executorService() throws Exception {
    return executor.submit(PoolTasks.call()).get();
  }
}
