package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.util.List;

/** From {@code set()} of an event to when a process that was parked in {@code await()} goes on. */
final class EventWakeUp implements Row {
  private static final Goal NO_SLOWER = Goal.ratio(1);

  @Override
  public String name() {
    return "event-wake-up";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(WakeUp.COUNT);
    try (Comparison all =
        new Comparison(
            name(), "Event: from set() to a parked process", "µs", new WakeUp.OfEvent(count))) {
      PythonAnswers.compare(
          all, peers, "CPython Event", "event_wake_up " + count, Units.microsEach(1), NO_SLOWER);
      return all.run(settings.warmUps(), settings.slowRepetitions());
    }
  }
}
