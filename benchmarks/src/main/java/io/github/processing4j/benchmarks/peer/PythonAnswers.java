package io.github.processing4j.benchmarks.peer;

import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A CPython with processes that exchange something, as a contender.
 *
 * @param command answered in nanoseconds
 * @param inUnit from these to the unit of the row
 */
public record PythonAnswers(
    String name, PythonPeer python, String command, DoubleUnaryOperator inUnit)
    implements Contender {

  /** Adds one to a comparison, or says that there is none. */
  public static void compare(
      Comparison all,
      Peers peers,
      String name,
      String command,
      DoubleUnaryOperator inUnit,
      @Nullable Goal goal)
      throws IOException {
    if (peers.python() != null) {
      all.with(new PythonAnswers(name, peers.exchangingPython(), command, inUnit), goal);
    } else {
      all.without(name, goal, Peers.NO_PYTHON);
    }
  }

  @Override
  public double once() throws IOException {
    return inUnit.applyAsDouble(python.ask(command));
  }

  @Override
  public void close() {
    python.close();
  }
}
