package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.StartMethod;
import java.util.List;

/** {@code start()} and {@code join()} of a process that does nothing, in a spare. */
final class StandbyStartJoin implements Row {
  private static final Goal FORK = Goal.ratio(2.5);
  private static final Goal STRETCH = Goal.ratio(2);

  @Override
  public String name() {
    return "standby-start-join";
  }

  @Override
  public List<String> notes() {
    return List.of(Spares.NOTE);
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    try (Spares spares = new Spares(settings);
        Comparison all =
            new Comparison(
                name(),
                "standby: start() and join() of a no-op",
                "ms",
                spares.taking(new OurStart("ours", Spares.METHOD)))) {
      spares.compare(all, peers, StartMethod.FORK, "start_join", FORK);
      all.also(StartMethod.FORK.label() + ", stretch goal", STRETCH);
      spares.compare(all, peers, StartMethod.FORKSERVER, "start_join", null);
      all.with(spares.rested(new OurStart("our spawn", "spawn")), null);
      return all.run(settings.warmUps(), settings.repetitions());
    }
  }
}
