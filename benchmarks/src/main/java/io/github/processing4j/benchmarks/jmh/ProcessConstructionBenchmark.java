package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.Process;
import io.github.processing4j.benchmarks.child.Targets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The making of a process object, which starts nothing. */
@State(Scope.Thread)
public class ProcessConstructionBenchmark extends NanoBenchmark {

  /** By constructor. */
  @Benchmark
  public Process constructor() {
    return new Process(Targets.noop());
  }

  /** By builder, with a name. */
  @Benchmark
  public Process builder() {
    return Process.builder().name("worker").target(Targets.noop()).build();
  }
}
