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

/** Large messages from another process, one after the other. */
final class PipeBulk implements Row {
  private static final int COUNT = 500;
  private static final int PYTHON_COUNT = 200;
  private static final int SIZE = 1 << 20;
  private static final Goal FASTER = Goal.ratioAtLeast(2);
  private static final Goal HALF = Goal.ratioAtLeast(0.5);

  @Override
  public String name() {
    return "pipe-bulk";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int count = settings.count(COUNT);
    int pythons = settings.count(PYTHON_COUNT);
    try (Comparison all =
        new Comparison(name(), "pipe: messages of 1 MiB", Units.BANDWIDTH, new Ours(count))) {
      PythonAnswers.compare(
          all,
          peers,
          "CPython Pipe",
          "pipe_bulk " + SIZE + " " + pythons,
          Units.bandwidthOf((long) SIZE * pythons),
          FASTER);
      all.with(new MemoryCopy(SIZE, count), HALF);
      return all.ofRates().run(settings.warmUps(), settings.slowRepetitions());
    }
  }

  private static final class Ours implements Contender {
    private final int count;
    private final PipeTo partner =
        PipeTo.start(connection -> PipeTargets.bulkSender(connection, SIZE));

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
      connection.sendBytes(PipeTargets.order(count + 1));
      connection.recvBytes();
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        connection.recvBytes();
      }
      return Units.bandwidthOf((long) SIZE * count).applyAsDouble(System.nanoTime() - before);
    }

    @Override
    public void close() {
      partner.close(PipeTargets.order(0));
    }
  }
}
