package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.SyncTargets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;

/** Taking and releasing what nobody else wants. */
final class LockFree implements Row {
  /** As often as takes some tenths of a second. */
  static final int COUNT = 2_000_000;

  static final int PYTHON_COUNT = 500_000;

  private static final Goal NO_SLOWER = Goal.ratio(1);

  @Override
  public String name() {
    return "lock-free";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (String kind : List.of("Lock", "RLock", "Semaphore")) {
      Contender ours = ours(kind, settings.count(COUNT));
      int count = settings.count(PYTHON_COUNT);
      try (Comparison all =
          new Comparison(name(), kind + ": taken and released, free", "ns", ours)) {
        PythonAnswers.compare(
            all,
            peers,
            "CPython " + kind,
            "lock_free " + kind + " " + count,
            Units.nanosEach(count),
            NO_SLOWER);
        lines.addAll(all.run(settings.warmUps(), settings.slowRepetitions()));
      }
    }
    return lines;
  }

  private static Contender ours(String kind, int count) {
    switch (kind) {
      case "Lock":
        Lock lock = Processing.lock();
        return new Alone("ours", count, SyncTargets.locking(lock), lock);
      case "RLock":
        RLock rlock = Processing.rlock();
        return new Alone("ours", count, SyncTargets.locking(rlock), rlock);
      default:
        Semaphore semaphore = Processing.semaphore(1);
        return new Alone("ours", count, SyncTargets.permits(semaphore), semaphore);
    }
  }
}
