package io.github.processing4j.benchmarks.row;

import io.github.processing4j.Process;
import io.github.processing4j.benchmarks.child.IdleMain;
import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Await;
import io.github.processing4j.benchmarks.measure.Comparison;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.ProcFs;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.BareJava;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.benchmarks.peer.PythonPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The private memory of a child that sleeps, some time after it has begun to. One child lives at a
 * time, so that none shares pages with another of its kind.
 */
final class IdleMemory implements Row {
  private static final String WHAT = "private memory of an idle child";
  private static final String UNIT = "MiB";
  private static final Goal BARE = Goal.ratio(1.2);

  /** For the link to connect, and for what the JVM still does after it has booted. */
  private static final long SETTLE_MILLIS = 700;

  @Override
  public String name() {
    return "idle-memory";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    if (!ProcFs.exists()) {
      return List.of(Line.missing(name(), WHAT, UNIT, BARE, ProcFs.NONE));
    }
    Path file = peers.file("idle");
    try (Comparison all = new Comparison(name(), WHAT, UNIT, new Ours(file))) {
      all.with(new Bare(file), BARE);
      if (peers.python() != null) {
        all.with(new OfPython(file, peers.minimalPython()), null);
      } else {
        all.without(Peers.MINIMAL, null, Peers.NO_PYTHON);
      }
      return all.run(settings.quick() ? 0 : 1, settings.slowRepetitions());
    }
  }

  /** The private memory of a process that makes the file and then sleeps. */
  private static double mibOf(Path file, long pid) throws Exception {
    Await.file(file);
    Thread.sleep(SETTLE_MILLIS);
    double mib = ProcFs.privateKib(pid) / 1024.0;
    Files.delete(file);
    return mib;
  }

  private record Ours(Path file) implements Contender {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws Exception {
      Process process = new Process(Targets.idle(file.toString()));
      process.start();
      try {
        return mibOf(file, process.toHandle().pid());
      } finally {
        process.kill();
        process.join();
      }
    }
  }

  private record Bare(Path file) implements Contender {
    @Override
    public String name() {
      return BareJava.NAME;
    }

    @Override
    public double once() throws Exception {
      java.lang.Process process = BareJava.of(IdleMain.class, List.of(), file.toString()).start();
      try {
        return mibOf(file, process.pid());
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private record OfPython(Path file, PythonPeer python) implements Contender {
    @Override
    public String name() {
      return Peers.MINIMAL;
    }

    @Override
    public double once() throws Exception {
      long pid = python.ask("idle " + file);
      try {
        return mibOf(file, pid);
      } finally {
        python.ask("end");
      }
    }

    @Override
    public void close() {
      python.close();
    }
  }
}
