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
import io.github.processing4j.shared.IntValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Adding one to a shared value, by one process and by two at once. CPython has the lock alone. */
final class ValueIncrement implements Row {
  private static final String LOCKED = "CPython Value, locked";
  private static final Goal FASTER = Goal.ratio(0.2);
  private static final Goal ATOMIC = Goal.atMost(40);

  @Override
  public String name() {
    return "value-increment";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int alone = settings.count(LockFree.COUNT);
    int each = settings.count(LockContended.COUNT);
    int pythonEach = settings.count(LockContended.PYTHON_COUNT);
    int pythonAlone = settings.count(LockFree.PYTHON_COUNT);
    IntValue locked = Processing.value(0);
    List<Line> lines = new ArrayList<>();
    try (Comparison all =
        comparison(
            "IntValue: locked increment",
            new Alone("ours", alone, SyncTargets.lockedIncrements(locked), locked))) {
      compare(all, peers, "increment " + pythonAlone, pythonAlone);
      lines.addAll(run(all, settings));
    }
    IntValue contended = Processing.value(0);
    try (Comparison all =
        comparison(
            "IntValue: locked increment by 2 processes",
            new Together("ours", each, SyncTargets.lockedIncrements(contended), contended))) {
      compare(all, peers, "increment_2 " + pythonEach, 2L * pythonEach);
      lines.addAll(run(all, settings));
    }
    IntValue atomic = Processing.value(0);
    try (Comparison all =
        comparison(
            "IntValue: atomic increment",
            new Alone("ours", alone, SyncTargets.increments(atomic), atomic))) {
      all.with(new InThisJvm(alone), ATOMIC);
      lines.addAll(run(all, settings));
    }
    IntValue shared = Processing.value(0);
    try (Comparison all =
        comparison(
            "IntValue: atomic increment by 2 processes",
            new Together("ours", each, SyncTargets.increments(shared), shared))) {
      all.alone(ATOMIC);
      lines.addAll(run(all, settings));
    }
    return lines;
  }

  private Comparison comparison(String what, Contender ours) {
    return new Comparison(name(), what, "ns", ours);
  }

  private static void compare(Comparison all, Peers peers, String command, long count)
      throws Exception {
    PythonAnswers.compare(all, peers, LOCKED, command, Units.nanosEach(count), FASTER);
  }

  private static List<Line> run(Comparison all, Settings settings) throws Exception {
    return all.run(settings.warmUps(), settings.slowRepetitions());
  }

  private record InThisJvm(int count) implements Contender {
    @Override
    public String name() {
      return "AtomicInteger, one thread";
    }

    @Override
    public double once() {
      AtomicInteger value = new AtomicInteger();
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        value.incrementAndGet();
      }
      return Units.nanosEach(count).applyAsDouble(System.nanoTime() - before);
    }
  }
}
