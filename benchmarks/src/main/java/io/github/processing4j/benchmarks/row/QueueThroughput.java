package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many small messages a queue carries from one process to another. */
final class QueueThroughput implements Row {
  static final int ITEM_BYTES = 100;

  /** Of the items of a repetition of ours: about as long as CPython's. */
  static final int COUNT = 2_000_000;

  static final int PYTHON_COUNT = 100_000;

  private static final String BYTES = "queue: byte[] of 100, 1 producer and 1 consumer";
  private static final String TEXT = "queue: String of 100, 1 producer and 1 consumer";
  private static final String PYTHON = "CPython Queue";
  private static final String SIMPLE = "CPython SimpleQueue";
  private static final Goal FASTER = Goal.ratioAtLeast(15);
  private static final Goal MILLIONS = Goal.atLeast(8000);
  private static final int BOUND = 1024;

  @Override
  public String name() {
    return "queue-throughput";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(COUNT);
    List<Line> lines = new ArrayList<>();
    OneToOne bytes = new OneToOne("ours", count, Processing.queue(), new byte[ITEM_BYTES]);
    try (Comparison all = new Comparison(name(), BYTES, Units.RATE, bytes)) {
      compare(all, settings, peers, PYTHON, "bytes", FASTER);
      all.also(PYTHON + ", goal", MILLIONS);
      compare(all, settings, peers, SIMPLE, "simple", null);
      all.with(new InJvm(InJvm.NAME, count), null);
      all.with(
          new OneToOne(
              "ours, at most " + BOUND, count, Processing.queue(BOUND), new byte[ITEM_BYTES]),
          null);
      lines.addAll(all.ofRates().run(settings.warmUps(), settings.slowRepetitions()));
    }
    OneToOne text = new OneToOne("ours", count, Processing.queue(), "x".repeat(ITEM_BYTES));
    try (Comparison all = new Comparison(name(), TEXT, Units.RATE, text)) {
      compare(all, settings, peers, PYTHON, "text", FASTER);
      lines.addAll(all.ofRates().run(settings.warmUps(), settings.slowRepetitions()));
    }
    return lines;
  }

  private static void compare(
      Comparison all, Settings settings, Peers peers, String name, String kind, Goal goal)
      throws IOException {
    int count = settings.count(PYTHON_COUNT);
    PythonAnswers.compare(
        all, peers, name, "queue_throughput " + kind + " " + count, Units.rateOf(count), goal);
  }
}
