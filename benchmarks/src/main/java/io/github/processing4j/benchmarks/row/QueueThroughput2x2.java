package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.util.List;

/** How much a queue loses when several processes put and take, beside the same with one of each. */
final class QueueThroughput2x2 implements Row {
  private static final String WHAT = "queue: byte[] of 100, 2 producers and 2 consumers";
  private static final Goal HALF = Goal.ratioAtLeast(0.5);

  @Override
  public String name() {
    return "queue-throughput-2x2";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(QueueThroughput.COUNT);
    int pythons = settings.count(QueueThroughput.PYTHON_COUNT) / 2;
    try (Comparison all = new Comparison(name(), WHAT, Units.RATE, new TwoToTwo(count / 2))) {
      all.with(
          new OneToOne(
              "ours, 1 and 1", count, Processing.queue(), new byte[QueueThroughput.ITEM_BYTES]),
          HALF);
      PythonAnswers.compare(
          all,
          peers,
          "CPython Queue",
          "queue_throughput_2x2 " + pythons,
          Units.rateOf(2L * pythons),
          null);
      return all.ofRates().run(settings.warmUps(), settings.slowRepetitions());
    }
  }
}
