package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.PoolTasks;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code map} of a function that does nothing: each item by itself, and in chunks of the default size. */
final class PoolMap implements Row {
  private static final int ITEMS = 10_000;

  /** How many maps take some tenths of a second. */
  private static final int COUNT = 10;

  private static final int PYTHON_COUNT = 2;
  private static final int CHUNKED_COUNT = 200;
  private static final int PYTHON_CHUNKED_COUNT = 100;

  private static final int DEFAULT_CHUNK = 0;
  private static final Goal FASTER = Goal.ratioAtLeast(3);
  private static final Goal RATE = Goal.atLeast(300);
  private static final Goal NO_SLOWER = Goal.ratioAtLeast(1);

  @Override
  public String name() {
    return "pool-map";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    List<Line> lines = new ArrayList<>();
    int count = settings.count(PYTHON_COUNT);
    try (Comparison all = comparison("chunks of 1", new Ours(1, settings.count(COUNT)))) {
      compare(all, peers, PoolContender.CPYTHON, "pool 1", count, FASTER);
      all.also(PoolContender.CPYTHON + ", goal", RATE);
      compare(all, peers, PoolContender.CPYTHON_EXECUTOR, "executor 1", count, null);
      lines.addAll(all.run(settings.warmUps(), settings.slowRepetitions()));
    }
    int chunked = settings.count(PYTHON_CHUNKED_COUNT);
    try (Comparison all =
        comparison("default chunks", new Ours(DEFAULT_CHUNK, settings.count(CHUNKED_COUNT)))) {
      compare(all, peers, PoolContender.CPYTHON, "pool 0", chunked, NO_SLOWER);
      // Its default is 1.
      compare(all, peers, PoolContender.CPYTHON_EXECUTOR, "executor 0", count, null);
      lines.addAll(all.run(settings.warmUps(), settings.slowRepetitions()));
    }
    return lines;
  }

  private Comparison comparison(String chunks, Ours ours) {
    return new Comparison(name(), "pool: map of 10,000 no-ops, " + chunks, Units.RATE, ours)
        .ofRates();
  }

  private static void compare(
      Comparison all, Peers peers, String name, String how, int count, @Nullable Goal goal)
      throws IOException {
    PythonAnswers.compare(
        all,
        peers,
        name,
        "pool_map " + how + " " + ITEMS + " " + count,
        Units.rateOf((long) ITEMS * count),
        goal);
  }

  private static final class Ours extends PoolContender {
    private final int chunk;
    private final int count;
    private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();

    Ours(int chunk, int count) {
      this.chunk = chunk;
      this.count = count;
    }

    @Override
    public double once() {
      long before = System.nanoTime();
      for (int i = 0; i < count; i++) {
        List<@Nullable Integer> results =
            chunk == DEFAULT_CHUNK
                ? pool.map(PoolTasks.function(), items)
                : pool.map(PoolTasks.function(), items, chunk);
        if (results.size() != ITEMS) {
          throw new IllegalStateException(results.size() + " results");
        }
      }
      return Units.rateOf((long) ITEMS * count).applyAsDouble(System.nanoTime() - before);
    }
  }
}
