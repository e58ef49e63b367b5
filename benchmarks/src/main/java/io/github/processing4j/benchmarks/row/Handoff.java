package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.Targets;
import io.github.processing4j.benchmarks.measure.Contender;
import io.github.processing4j.benchmarks.measure.Interleaved;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Samples;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import java.time.Duration;
import java.util.List;

/**
 * What a render loop pays in the frame in which it hands work off: the time in which the call does not
 * return. The work itself does nothing.
 */
final class Handoff implements Row {
  private static final String WHAT = "FrameWorker.inProcess() returns";
  private static final String PEER = "FrameWorker.start()";

  @Override
  public String name() {
    return "handoff";
  }

  @Override
  public List<String> notes() {
    return List.of(Spares.NOTE);
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    // The worst is wanted too: half as many again as of what is told by its median, 60 by default.
    int repetitions = settings.repetitions() * 3 / 2;
    try (Spares spares = new Spares(settings)) {
      List<Samples> taken =
          Interleaved.run(
              List.of(spares.taking(new ToProcess()), spares.rested(new ToThread())),
              settings.warmUps(),
              repetitions);
      Samples ours = taken.get(0);
      Samples theirs = taken.get(1);
      return List.of(
          line(WHAT, ours, theirs),
          line(
              WHAT + ": the worst of " + repetitions,
              Samples.of(ours.worst()),
              Samples.of(theirs.worst())));
    }
  }

  private Line line(String what, Samples ours, Samples theirs) {
    return new Line(name(), what, "µs", ours, PEER, theirs, null, "");
  }

  private static double end(FrameWorker<?> worker, long nanos) throws InterruptedException {
    worker.await(Duration.ofMinutes(1));
    if (worker.poll() != Status.READY) {
      throw new IllegalStateException(worker.toString(), worker.failure());
    }
    return nanos / 1e3;
  }

  private static final class ToProcess implements Contender {
    @Override
    public String name() {
      return "ours";
    }

    @Override
    public double once() throws InterruptedException {
      long before = System.nanoTime();
      FrameWorker<Integer> worker = FrameWorker.inProcess(Targets::nothing);
      return end(worker, System.nanoTime() - before);
    }
  }

  private static final class ToThread implements Contender {
    @Override
    public String name() {
      return PEER;
    }

    @Override
    public double once() throws InterruptedException {
      long before = System.nanoTime();
      FrameWorker<Integer> worker = FrameWorker.start(Targets::nothing);
      return end(worker, System.nanoTime() - before);
    }
  }
}
