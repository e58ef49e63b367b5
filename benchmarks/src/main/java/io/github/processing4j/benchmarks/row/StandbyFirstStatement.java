package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonTimes;
import io.github.processing4j.benchmarks.peer.StartMethod;
import java.nio.file.Path;
import java.util.List;

/**
 * From {@code start()} to the first statement of the target, in a spare; as {@link FirstStatement}. Its
 * goal is what CPython's fork takes for a whole process, so that is measured here too.
 */
final class StandbyFirstStatement implements Row {
  private static final String WHOLE_FORK = StartMethod.FORK.label() + ", start and join";
  private static final Goal FORK = Goal.ratio(1);
  private static final Goal MILLIS = Goal.atMost(1);

  @Override
  public String name() {
    return "standby-first-statement";
  }

  @Override
  public List<String> notes() {
    return List.of(Spares.NOTE);
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    Path file = peers.file("stamp");
    try (Spares spares = new Spares(settings);
        Comparison all =
            new Comparison(
                name(),
                "standby: from start() to the target's first statement",
                "ms",
                spares.taking(new FirstStatement.Ours(Spares.METHOD, file)))) {
      String whyNot = peers.missing(StartMethod.FORK);
      if (whyNot == null) {
        all.with(
            spares.rested(
                new PythonTimes(WHOLE_FORK, peers.pythonWith(StartMethod.FORK), "start_join")),
            FORK);
      } else {
        all.without(WHOLE_FORK, FORK, whyNot);
      }
      all.alone(MILLIS);
      for (StartMethod method : StartMethod.values()) {
        spares.compare(all, peers, method, "first_statement " + file, null);
      }
      return all.run(settings.warmUps(), settings.repetitions());
    }
  }
}
