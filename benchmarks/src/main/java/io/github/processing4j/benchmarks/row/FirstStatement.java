package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.benchmarks.child.StampMain;
import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * From {@code start()} to the first statement of the target.
 *
 * <p>The parent reads the clock before it starts the child; the first statement of the target reads
 * it again, and the second writes it to a file. {@link System#nanoTime()} may be subtracted across
 * JVMs of one machine where it is one clock for all, as HotSpot has it: {@code CLOCK_MONOTONIC} on
 * Linux, the performance counter on Windows. CPython does the same with {@code time.monotonic_ns},
 * the same clock on Linux. The child is joined, and the file read, after that.
 */
final class FirstStatement implements Row {
  @Override
  public String name() {
    return "first-statement";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    Path file = peers.file("stamp");
    try (Comparison all =
        new Comparison(
            name(),
            "spawn: from start() to the target's first statement",
            "ms",
            new Ours("spawn", file))) {
      all.with(new Bare(file), null);
      String command = "first_statement " + file;
      if (peers.python() != null) {
        all.with(new PythonTimes(Peers.MINIMAL, peers.minimalPython(), command), null);
        all.with(new PythonTimes(Peers.SCRIPT, peers.scriptPython(), command), null);
      } else {
        all.without(Peers.MINIMAL, null, Peers.NO_PYTHON);
        all.without(Peers.SCRIPT, null, Peers.NO_PYTHON);
      }
      return all.run(settings.warmUps(), settings.repetitions());
    }
  }

  private static double millisSince(long before, Path stamp) throws IOException {
    return (Long.parseLong(Files.readString(stamp)) - before) / 1e6;
  }

  record Ours(String method, Path file) implements Contender {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws IOException {
      Process process = Processing.getContext(method).process(Targets.stamp(file.toString()));
      long before = System.nanoTime();
      process.start();
      process.join();
      Ended.well(process);
      return millisSince(before, file);
    }
  }

  private record Bare(Path file) implements Contender {
    @Override
    public String name() {
      return BareJava.NAME;
    }

    @Override
    public double once() throws Exception {
      ProcessBuilder builder = BareJava.of(StampMain.class, List.of(), file.toString());
      long before = System.nanoTime();
      BareJava.run(builder);
      return millisSince(before, file);
    }
  }
}
