package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.PipeTargets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.measure.Units;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonAnswers;
import io.github.processing4j.connection.Connection;
import java.util.List;

/** A message of bytes to another process by a pipe, and back. */
final class PipeRoundTrip implements Row {
  private static final int PYTHON_COUNT = 10_000;
  private static final Goal FASTER = Goal.ratio(0.5);

  @Override
  public String name() {
    return "pipe-round-trip";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(PYTHON_COUNT);
    Ours ours = new Ours(settings.count(QueueRoundTrip.COUNT));
    try (Comparison all = new Comparison(name(), "pipe: round trip of 100 bytes", "µs", ours)) {
      PythonAnswers.compare(
          all, peers, "CPython Pipe", "pipe_round_trip " + count, Units.microsEach(count), FASTER);
      return all.run(settings.warmUps(), settings.slowRepetitions());
    }
  }

  private static final class Ours implements Contender {
    private final int count;
    private final PipeTo partner = PipeTo.start(PipeTargets::echo);

    Ours(int count) {
      this.count = count;
    }

    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws Exception {
      Connection connection = partner.connection();
      byte[] message = new byte[QueueRoundTrip.MESSAGE_BYTES];
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        connection.sendBytes(message);
        connection.recvBytes();
      }
      return Units.microsEach(count).applyAsDouble(System.nanoTime() - before);
    }

    @Override
    public void close() {
      partner.close(new byte[0]);
    }
  }
}
