package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.Target;
import io.github.processing4j.runtime.codec.LambdaForm;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A lambda taken apart, as {@code start()} does first with each target. */
@State(Scope.Thread)
public class LambdaFormBenchmark extends NanoBenchmark {
  private final Target noop = () -> {};
  private final Target capturing = capturing("a path", 42);

  private static Target capturing(String path, int number) {
    return () -> System.out.println(path + number);
  }

  /** One that captures nothing. */
  @Benchmark
  public @Nullable SerializedLambda noop() {
    return LambdaForm.of(noop);
  }

  /** One that captures a string and a number. */
  @Benchmark
  public @Nullable SerializedLambda capturing() {
    return LambdaForm.of(capturing);
  }
}
