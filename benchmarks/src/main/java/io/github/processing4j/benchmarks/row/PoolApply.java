package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.PoolTasks;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.util.List;

/** {@code apply} of a call that does nothing, one after another: there and back. */
final class PoolApply implements Row {
  private static final int COUNT = 5_000;
  private static final int PYTHON_COUNT = 1_000;
  private static final Goal FASTER = Goal.ratio(0.5);

  @Override
  public String name() {
    return "pool-apply";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(PYTHON_COUNT);
    try (Comparison all =
        new Comparison(name(), "pool: apply() of a no-op", "µs", new Ours(settings.count(COUNT)))) {
      PythonAnswers.compare(
          all,
          peers,
          PoolContender.CPYTHON,
          "pool_apply pool " + count,
          Units.microsEach(count),
          FASTER);
      PythonAnswers.compare(
          all,
          peers,
          PoolContender.CPYTHON_EXECUTOR,
          "pool_apply executor " + count,
          Units.microsEach(count),
          null);
      return all.run(settings.warmUps(), settings.slowRepetitions());
    }
  }

  private static final class Ours extends PoolContender {
    private final int count;

    Ours(int count) {
      this.count = count;
    }

    @Override
    public double once() {
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        pool.apply(PoolTasks.call());
      }
      return Units.microsEach(count).applyAsDouble(System.nanoTime() - before);
    }
  }
}
