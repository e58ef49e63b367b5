package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Pool;
import io.github.processing4j.benchmarks.child.PoolTasks;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pool of two is made and gives its first answer; its end is not in the time. */
final class PoolStart implements Row {
  private static final String WHAT = ": a pool of 2, until its first answer";
  private static final Goal NO_SLOWER = Goal.ratio(1);
  private static final Goal TENTH = Goal.ratio(0.1);

  @Override
  public String name() {
    return "pool-start";
  }

  @Override
  public List<String> notes() {
    return List.of(Spares.NOTE);
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (Comparison all = comparison("spawn", UnaryOperator.identity())) {
      compare(all, peers, PoolContender.CPYTHON, "pool", UnaryOperator.identity(), null);
      compare(
          all, peers, PoolContender.CPYTHON_EXECUTOR, "executor", UnaryOperator.identity(), null);
      lines.addAll(all.run(settings.warmUps(), settings.repetitions()));
    }
    try (Spares spares = new Spares(settings);
        Comparison all = comparison(Spares.METHOD, spares::taking)) {
      compare(all, peers, PoolContender.CPYTHON, "pool", spares::rested, NO_SLOWER);
      all.also(PoolContender.CPYTHON + ", goal", TENTH);
      compare(all, peers, PoolContender.CPYTHON_EXECUTOR, "executor", spares::rested, null);
      lines.addAll(all.run(settings.warmUps(), settings.repetitions()));
    }
    return lines;
  }

  private Comparison comparison(String method, UnaryOperator<Contender> rested) {
    return new Comparison(name(), method + WHAT, "ms", rested.apply(new Ours(method)));
  }

  private static void compare(
      Comparison all,
      Peers peers,
      String name,
      String kind,
      UnaryOperator<Contender> rested,
      @Nullable Goal goal)
      throws IOException {
    if (peers.python() == null) {
      all.without(name, goal, Peers.NO_PYTHON);
    } else {
      all.with(
          rested.apply(
              new PythonAnswers(
                  name, peers.exchangingPython(), "pool_start " + kind, nanos -> nanos / 1e6)),
          goal);
    }
  }

  private record Ours(String method) implements Contender {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() {
      long before = System.nanoTime();
      try (Pool pool = PoolContender.make(method)) {
        pool.apply(PoolTasks.call());
        return (System.nanoTime() - before) / 1e6;
      }
    }
  }
}
