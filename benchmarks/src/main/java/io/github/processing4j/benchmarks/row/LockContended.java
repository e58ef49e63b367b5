package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.SyncTargets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import io.github.processing4j.sync.Lock;
import java.util.List;

/** A lock that two processes take and release, as fast as each can. */
final class LockContended implements Row {
  /** Of each process: so many that the start of the second is a small part of the time. */
  static final int COUNT = 2_000_000;

  static final int PYTHON_COUNT = 500_000;

  private static final Goal NO_SLOWER = Goal.ratio(1);

  @Override
  public String name() {
    return "lock-contended";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(COUNT);
    int pythons = settings.count(PYTHON_COUNT);
    Lock lock = Processing.lock();
    Together ours = new Together("ours", count, SyncTargets.locking(lock), lock);
    try (Comparison all =
        new Comparison(name(), "Lock: taken and released by 2 processes", "ns", ours)) {
      PythonAnswers.compare(
          all,
          peers,
          "CPython Lock",
          "lock_contended " + pythons,
          Units.nanosEach(2L * pythons),
          NO_SLOWER);
      return all.run(settings.warmUps(), settings.slowRepetitions());
    }
  }
}
