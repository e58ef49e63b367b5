package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.jmh.FrameProcessesBenchmark;
import io.github.processing4j.benchmarks.jmh.FrameSchedulerBenchmark;
import io.github.processing4j.benchmarks.jmh.FrameWorkerBenchmark;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Microbenchmarks;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import java.util.List;

/** What a render loop pays per frame when there is nothing new, by JMH; beside the JDK's nearest. */
final class FrameLoop implements Row {
  private static final double MOST_NANOS_WHEN_FULL = 1_000;
  private static final String POLL = Microbenchmarks.nameOf(FrameWorkerBenchmark.class, "poll");
  private static final String FUTURE =
      Microbenchmarks.nameOf(FrameWorkerBenchmark.class, "futureIsDone");
  private static final String FRAME =
      Microbenchmarks.nameOf(FrameSchedulerBenchmark.class, "frameIdle");
  private static final String FULL =
      Microbenchmarks.nameOf(FrameSchedulerBenchmark.class, "frameThousandQueued");
  private static final String FULL_PROCESS =
      Microbenchmarks.nameOf(FrameProcessesBenchmark.class, "frameThousandQueued");
  private static final String QUEUE =
      Microbenchmarks.nameOf(FrameSchedulerBenchmark.class, "emptyQueue");

  @Override
  public String name() {
    return "frame-loop";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    Microbenchmarks run =
        Microbenchmarks.run(settings, List.of(POLL, FUTURE, FRAME, FULL, FULL_PROCESS, QUEUE));
    return List.of(
        time(run, "FrameWorker.poll() of running work", POLL, 5, "Future.isDone()", FUTURE),
        bytes(run, "FrameWorker.poll(): allocated", POLL),
        time(run, "FrameScheduler.frame(), idle", FRAME, 20, "ConcurrentLinkedQueue.poll()", QUEUE),
        bytes(run, "FrameScheduler.frame(), idle: allocated", FRAME),
        full(run, "frame(), 1000 tasks queued", FULL),
        bytes(run, "frame(), 1000 tasks queued: allocated", FULL),
        full(run, "frame(), 1000 queued for a process", FULL_PROCESS),
        bytes(run, "frame(), 1000 queued for a process: allocated", FULL_PROCESS));
  }

  private Line full(Microbenchmarks run, String what, String ours) {
    return Line.alone(name(), what, "ns", run.nanos(ours), Goal.atMost(MOST_NANOS_WHEN_FULL));
  }

  private Line time(
      Microbenchmarks run, String what, String ours, double goal, String peer, String theirs) {
    return new Line(
        name(), what, "ns", run.nanos(ours), peer, run.nanos(theirs), Goal.atMost(goal), "");
  }

  private Line bytes(Microbenchmarks run, String what, String ours) {
    return Line.alone(name(), what, "B", run.bytes(ours), Goal.atMost(0));
  }
}
