package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.EmptyMain;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonTimes;
import java.util.List;

/** {@code start()} and {@code join()} of a process that does nothing; its making is not counted. */
final class StartJoin implements Row {
  private static final Goal BARE = Goal.ratio(1.25);
  private static final Goal MINIMAL = Goal.ratio(1);

  @Override
  public String name() {
    return "start-join";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    try (Comparison all =
        new Comparison(
            name(), "spawn: start() and join() of a no-op", "ms", new OurStart("ours", "spawn"))) {
      all.with(new Bare(), BARE);
      if (peers.python() != null) {
        all.with(new PythonTimes(Peers.MINIMAL, peers.minimalPython(), "start_join"), MINIMAL);
        all.with(new PythonTimes(Peers.SCRIPT, peers.scriptPython(), "start_join"), null);
      } else {
        all.without(Peers.MINIMAL, MINIMAL, Peers.NO_PYTHON);
        all.without(Peers.SCRIPT, null, Peers.NO_PYTHON);
      }
      return all.run(settings.warmUps(), settings.repetitions());
    }
  }

  private static final class Bare implements Contender {
    @Override
    public String name() {
      return BareJava.NAME;
    }

    @Override
    public double once() throws Exception {
      ProcessBuilder builder = BareJava.of(EmptyMain.class, List.of());
      long before = System.nanoTime();
      BareJava.run(builder);
      return (System.nanoTime() - before) / 1e6;
    }
  }
}
