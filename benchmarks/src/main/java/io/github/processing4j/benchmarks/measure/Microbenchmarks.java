package io.github.processing4j.benchmarks.measure;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by JMH, each in a JVM of its own, and keeps the mean of each iteration. */
public final class Microbenchmarks {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** JMH's own allocations, spread over all calls, come to less. */
  private static final double NOTHING_BYTES = 0.001;

  private final Collection<RunResult> results;

  private Microbenchmarks(Collection<RunResult> results) {
    this.results = results;
  }

  /**
   * Runs these benchmarks.
   *
   * @param benchmarks as of {@link #nameOf}
   */
  public static Microbenchmarks run(Settings settings, List<String> benchmarks)
      throws RunnerException {
    // The lock is one for all users of the machine.
    System.setProperty("jmh.ignoreLock", "true");
    OptionsBuilder options = new OptionsBuilder();
    for (String benchmark : benchmarks) {
      options.include("^" + benchmark.replace(".", "\\.") + "$");
    }
    Options chosen =
        options
            .forks(1)
            .warmupIterations(settings.quick() ? 1 : 5)
            .warmupTime(TimeValue.milliseconds(settings.quick() ? 100 : 200))
            .measurementIterations(settings.quick() ? 1 : 10)
            .measurementTime(TimeValue.milliseconds(settings.quick() ? 100 : 300))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Microbenchmarks(
        new Runner(chosen, OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT))
            .run());
  }

  /** The name of a benchmark. */
  public static String nameOf(Class<?> type, String method) {
    return type.getName() + "." + method;
  }

  /** The time of a call, in nanoseconds. */
  public Samples nanos(String benchmark) {
    List<Double> nanos = new ArrayList<>();
    for (IterationResult iteration : iterations(benchmark)) {
      nanos.add(iteration.getPrimaryResult().getScore());
    }
    return Samples.of(nanos);
  }

  /** The bytes that a call allocates. */
  public Samples bytes(String benchmark) {
    List<Double> bytes = new ArrayList<>();
    for (IterationResult iteration : iterations(benchmark)) {
      double each = iteration.getSecondaryResults().get(ALLOCATED).getScore();
      bytes.add(each < NOTHING_BYTES ? 0 : each);
    }
    return Samples.of(bytes);
  }

  private List<IterationResult> iterations(String benchmark) {
    for (RunResult result : results) {
      if (result.getParams().getBenchmark().equals(benchmark)) {
        return result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .toList();
      }
    }
    throw new IllegalArgumentException("no benchmark " + benchmark + " was run");
  }
}
