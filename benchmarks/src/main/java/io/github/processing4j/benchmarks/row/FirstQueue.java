package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.Target;
import io.github.processing4j.benchmarks.child.FirstQueueTargets;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first queue of a fresh child adds to its start: a child that captures a queue and puts one
 * item, beside one that does the same without it. In turns; what is added is the difference of each
 * pair.
 */
final class FirstQueue implements Row {
  private static final String UNIT = "ms";
  private static final String FIRST = "first queue: from start() to the first statement";
  private static final String JOIN = "first queue: start() and join(), with a put";
  private static final String WITHOUT = "ours, without a queue";
  private static final String PYTHON = "CPython spawn, with a queue";
  private static final Goal ADDED = Goal.atMost(15);

  private record Times(double firstMillis, double joinMillis) {}

  @Override
  public String name() {
    return "first-queue";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    String file = peers.file("first-queue").toString();
    List<Times> with = new ArrayList<>();
    List<Times> without = new ArrayList<>();
    List<Double> pythons = new ArrayList<>();
    try (Queue<Long> queue = Processing.queue();
        PythonPeer python = peers.python() == null ? null : peers.exchangingPython()) {
      for (int round = -settings.warmUps(); round < settings.repetitions(); round++) {
        Times one = times(FirstQueueTargets.stamp(file), file);
        Times other = times(FirstQueueTargets.stampAndPut(file, queue), file);
        queue.take();
        double theirs = python == null ? 0 : python.ask("start_join_with_queue") / 1e6;
        if (round >= 0) {
          without.add(one);
          with.add(other);
          pythons.add(theirs);
        }
      }
    }
    Samples join = join(with);
    return List.of(
        line(FIRST, first(with), WITHOUT, first(without), ""),
        added(FIRST + ": added", first(difference(with, without))),
        line(JOIN, join, WITHOUT, join(without), ""),
        peers.python() == null
            ? line(JOIN, join, PYTHON, null, Peers.NO_PYTHON)
            : line(JOIN, join, PYTHON, Samples.of(pythons), ""),
        added(JOIN + ": added", join(difference(with, without))));
  }

  private static Times times(Target target, String file) throws IOException {
    Process process = Processing.getContext("spawn").process(target);
    long before = System.nanoTime();
    process.start();
    process.join();
    long end = System.nanoTime();
    Ended.well(process);
    long first = Long.parseLong(Files.readString(Path.of(file)));
    return new Times((first - before) / 1e6, (end - before) / 1e6);
  }

  private static List<Times> difference(List<Times> with, List<Times> without) {
    List<Times> difference = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      difference.add(
          new Times(
              with.get(i).firstMillis() - without.get(i).firstMillis(),
              with.get(i).joinMillis() - without.get(i).joinMillis()));
    }
    return difference;
  }

  private static Samples first(List<Times> times) {
    return Samples.of(times.stream().map(Times::firstMillis).toList());
  }

  private static Samples join(List<Times> times) {
    return Samples.of(times.stream().map(Times::joinMillis).toList());
  }

  private Line line(String what, Samples ours, String peer, @Nullable Samples theirs, String note) {
    return new Line(name(), what, UNIT, ours, peer, theirs, null, note);
  }

  private Line added(String what, Samples added) {
    return Line.alone(name(), what, UNIT, added, ADDED);
  }
}
