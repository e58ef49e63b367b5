package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.QueueTargets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import java.util.List;

/** A message to another process by one queue, and back by another, while both do nothing else. */
final class QueueRoundTrip implements Row {
  static final int COUNT = 100_000;
  static final int PYTHON_COUNT = 5_000;
  static final int MESSAGE_BYTES = 100;

  private static final Goal FASTER = Goal.ratio(1 / 15.0);
  private static final Goal BUSY = Goal.atMost(1.5);

  @Override
  public String name() {
    return "queue-round-trip";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(PYTHON_COUNT);
    try (Comparison all =
        new Comparison(
            name(), "queue: round trip of byte[] of 100", "µs", new Ours(settings.count(COUNT)))) {
      PythonAnswers.compare(
          all,
          peers,
          "CPython Queue",
          "queue_round_trip queue " + count,
          Units.microsEach(count),
          FASTER);
      all.also("CPython Queue, goal", BUSY);
      PythonAnswers.compare(
          all,
          peers,
          "CPython SimpleQueue",
          "queue_round_trip simple " + count,
          Units.microsEach(count),
          null);
      return all.run(settings.warmUps(), settings.slowRepetitions());
    }
  }

  private static final class Ours implements Contender {
    private final int count;
    private final Queue<byte[]> requests = Processing.queue();
    private final Queue<byte[]> answers = Processing.queue();
    private final Partner partner = Partner.start(QueueTargets.echo(requests, answers));

    Ours(int count) {
      this.count = count;
    }

    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws InterruptedException {
      byte[] message = new byte[MESSAGE_BYTES];
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        requests.put(message);
        answers.take();
      }
      return Units.microsEach(count).applyAsDouble(System.nanoTime() - before);
    }

    @Override
    public void close() {
      requests.putNoWait(new byte[0]);
      partner.close();
      requests.close();
      answers.close();
    }
  }
}
