package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import io.github.processing4j.benchmarks.child.IdleMain;
import io.github.processing4j.benchmarks.child.QueueTargets;
import io.github.processing4j.benchmarks.measure.Await;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.ProcFs;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The share of a core that a process takes while it waits for an item that does not come, beside a JVM
 * that sleeps and a CPython that waits for an item. All are idle side by side over the same seconds. What
 * the JVM that sleeps takes too is no cost of the wait.
 */
final class BlockedReader implements Row {
  private static final String UNIT = "%";
  private static final String PYTHON = "CPython Queue";
  private static final Goal LEAST = Goal.atMost(0.1);

  /** For what a JVM still does after it has booted. */
  private static final long SETTLE_MILLIS = 2000;

  @Override
  public String name() {
    return "blocked-reader";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    int seconds = settings.quick() ? 1 : 10;
    String what = "queue: share of a core of a blocked reader, over " + seconds + " s";
    if (!ProcFs.exists()) {
      return List.of(Line.missing(name(), what, UNIT, LEAST, ProcFs.NONE));
    }
    Path file = peers.file("blocked");
    java.lang.Process bare = BareJava.of(IdleMain.class, List.of(), file.toString()).start();
    try (Queue<Integer> queue = Processing.queue();
        Queue<Long> ready = Processing.queue();
        Partner reader = Partner.start(QueueTargets.blocked(queue, ready));
        PythonPeer python = peers.python() == null ? null : peers.exchangingPython()) {
      List<Long> pids = new ArrayList<>(List.of(ready.take(), bare.pid()));
      Await.file(file);
      Files.delete(file);
      if (python != null) {
        pids.add(python.ask("blocked"));
      }
      Thread.sleep(SETTLE_MILLIS);
      List<double[]> shares = shares(pids, seconds, settings.quick() ? 1 : 3);
      if (python != null) {
        python.ask("end");
      }
      queue.put(0);
      Samples ours = Samples.of(shares.get(0));
      return List.of(
          line(what, ours, BareJava.NAME, shares.get(1), ""),
          Line.alone(
              name(), what + ": added to that of " + BareJava.NAME, UNIT, added(shares), LEAST),
          python == null
              ? line(what, ours, PYTHON, null, Peers.NO_PYTHON)
              : line(what, ours, PYTHON, shares.get(2), ""));
    } finally {
      bare.destroyForcibly().waitFor();
    }
  }

  private Line line(
      String what, Samples ours, String peer, double @Nullable [] theirs, String note) {
    return new Line(
        name(), what, UNIT, ours, peer, theirs == null ? null : Samples.of(theirs), null, note);
  }

  /** Of each time over which all were read. */
  private static Samples added(List<double[]> shares) {
    double[] added = shares.get(0).clone();
    for (int i = 0; i < added.length; i++) {
      added[i] -= shares.get(1)[i];
    }
    return Samples.of(added);
  }

  private static List<double[]> shares(List<Long> pids, int seconds, int repetitions)
      throws IOException, InterruptedException {
    double[][] shares = new double[pids.size()][repetitions];
    for (int i = 0; i < repetitions; i++) {
      List<Map<String, Long>> before = new ArrayList<>();
      for (long pid : pids) {
        before.add(ProcFs.threadNanos(pid));
      }
      Thread.sleep(seconds * 1000L);
      for (int j = 0; j < pids.size(); j++) {
        long nanos = 0;
        for (Map.Entry<String, Long> thread : ProcFs.threadNanos(pids.get(j)).entrySet()) {
          nanos += thread.getValue() - before.get(j).getOrDefault(thread.getKey(), 0L);
        }
        shares[j][i] = nanos / (seconds * 1e9) * 100;
      }
    }
    return List.of(shares);
  }
}
