package io.github.processing4j.benchmarks.peer;

import io.github.processing4j.benchmarks.measure.Contender;
import java.io.IOException;

/**
 * A CPython as a contender, in milliseconds.
 *
 * @param command answered in nanoseconds
 */
public record PythonTimes(String name, PythonPeer python, String command) implements Contender {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Of a CPython with this start method. */
  public static PythonTimes of(Peers peers, StartMethod method, String command) throws IOException {
    return new PythonTimes(method.label(), peers.pythonWith(method), command);
  }

  @Override
  public double once() throws IOException {
    return python.ask(command) / NANOS_PER_MILLI;
  }

  @Override
  public void close() {
    python.close();
  }
}
