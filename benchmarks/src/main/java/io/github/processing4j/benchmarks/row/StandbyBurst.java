package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonTimes;
import io.github.processing4j.benchmarks.peer.StartMethod;
import java.util.List;

/**
 * No-ops started and joined in a row without a pause, so that the spares run out and are launched while
 * they are needed. It should not be slower than to launch each JVM when it is needed.
 */
final class StandbyBurst implements Row {
  private static final Goal COLD = Goal.ratioAtLeast(1);

  @Override
  public String name() {
    return "standby-burst";
  }

  @Override
  public List<String> notes() {
    return List.of(Spares.NOTE);
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.quick() ? 4 : 50;
    String what = "standby: starts and joins of a no-op, " + count + " in a row";
    try (Spares spares = new Spares(settings);
        Comparison all =
            new Comparison(
                name(), what, "/s", spares.rested(new Burst("ours", Spares.METHOD, count)))) {
      all.ofRates();
      all.with(spares.rested(new Burst("our spawn", "spawn", count)), COLD);
      for (StartMethod method : StartMethod.values()) {
        String whyNot = peers.missing(method);
        if (whyNot == null) {
          PythonTimes times = PythonTimes.of(peers, method, "burst " + count);
          all.with(spares.rested(new PerSecond(times, count)), null);
        } else {
          all.without(method.label(), null, whyNot);
        }
      }
      return all.run(1, settings.slowRepetitions());
    }
  }

  private record Burst(String name, String method, int count) implements Contender {
    @Override
    public double once() {
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Process process = Processing.getContext(method).start(Targets.noop());
        process.join();
        Ended.well(process);
      }
      return count / ((System.nanoTime() - before) / 1e9);
    }
  }

  /** The rate of a contender that tells the milliseconds of all. */
  private record PerSecond(Contender contender, int count) implements Contender {
    @Override
    public String name() {
      return contender.name();
    }

    @Override
    public double once() throws Exception {
      return count / (contender.once() / 1e3);
    }

    @Override
    public void close() {
      contender.close();
    }
  }
}
