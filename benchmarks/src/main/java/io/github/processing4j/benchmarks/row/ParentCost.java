package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.ParentMain;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.ProcFs;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * What a live child costs its parent: the difference between a parent with many idle children and the
 * same with a few, over the number of children that makes the difference.
 *
 * <p>Each time it is a fresh JVM, whose heap is touched from the start, so that heap and the rest do
 * not hide in each other. The peer holds as many bare JVMs by {@code ProcessBuilder}.
 */
final class ParentCost implements Row {
  private static final List<String> FLAGS =
      List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");
  private static final Goal MEMORY = Goal.atMost(100);
  private static final Goal THREADS = Goal.atMost(1);
  private static final String PEER = "ProcessBuilder";

  /** What is told of a parent, in this order, after what is computed from it. */
  private enum Cost {
    MEMORY("parent: memory per live child, heap included", "KiB", ParentCost.MEMORY),
    PRIVATE("parent: memory outside of the heap per live child", "KiB", null),
    HEAP("parent: heap per live child", "KiB", null),
    THREADS("parent: threads per live child", "", ParentCost.THREADS),
    DESCRIPTORS("parent: descriptors per live child", "", null);

    private final String what;
    private final String unit;
    private final Goal goal;

    Cost(String what, String unit, Goal goal) {
      this.what = what;
      this.unit = unit;
      this.goal = goal;
    }
  }

  @Override
  public String name() {
    return "parent-cost";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    List<Line> lines = new ArrayList<>();
    if (!ProcFs.exists()) {
      for (Cost cost : Cost.values()) {
        lines.add(Line.missing(name(), cost.what, cost.unit, cost.goal, ProcFs.NONE));
      }
      return lines;
    }
    int few = settings.quick() ? 1 : 10;
    int many = settings.quick() ? 3 : 50;
    List<double[]> ours = new ArrayList<>();
    List<double[]> theirs = new ArrayList<>();
    for (int i = 0; i < (settings.quick() ? 1 : 5); i++) {
      ours.add(perChild(peers, "ours", few, many));
      theirs.add(perChild(peers, "bare", few, many));
    }
    for (Cost cost : Cost.values()) {
      lines.add(
          new Line(
              name(),
              cost.what,
              cost.unit,
              samples(ours, cost),
              PEER,
              samples(theirs, cost),
              cost.goal,
              ""));
    }
    return lines;
  }

  private static Samples samples(List<double[]> costs, Cost cost) {
    return Samples.of(costs.stream().map(each -> each[cost.ordinal()]).toList());
  }

  private static double[] perChild(Peers peers, String kind, int few, int many)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        BareJava.of(
            ParentMain.class,
            FLAGS,
            kind,
            peers.file("").toString(),
            Integer.toString(few),
            Integer.toString(many));
    Process parent = builder.redirectOutput(Redirect.PIPE).start();
    double[] grown = new double[Cost.values().length];
    try (BufferedReader out = parent.inputReader()) {
      String[] before = read(out);
      String[] after = read(out);
      for (int i = 0; i < before.length; i++) {
        grown[i + 1] =
            (Long.parseLong(after[i]) - Long.parseLong(before[i])) / (double) (many - few);
      }
    }
    parent.waitFor();
    grown[Cost.MEMORY.ordinal()] = grown[Cost.PRIVATE.ordinal()] + grown[Cost.HEAP.ordinal()];
    return grown;
  }

  private static String[] read(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the parent ended before it told what it costs");
    }
    return line.split(" ");
  }
}
