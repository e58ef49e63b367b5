package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.jmh.UdpDrainBenchmark;
import io.github.processing4j.benchmarks.jmh.UdpReceiverBenchmark;
import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Microbenchmarks;
import io.github.processing4j.benchmarks.measure.Settings;
import io.github.processing4j.benchmarks.peer.Peers;
import java.util.List;

/** What a render loop pays per frame for messages over UDP, by JMH; beside a socket read in the loop. */
final class Udp implements Row {
  private static final double MOST_NANOS_IDLE = 20;
  private static final double MOST_NANOS_FULL = 100_000;
  private static final String PEER = "non-blocking receive()";
  private static final String POLL = Microbenchmarks.nameOf(UdpReceiverBenchmark.class, "pollIdle");
  private static final String DRAIN =
      Microbenchmarks.nameOf(UdpReceiverBenchmark.class, "drainIdle");
  private static final String RECEIVE =
      Microbenchmarks.nameOf(UdpReceiverBenchmark.class, "receiveIdle");
  private static final String FULL =
      Microbenchmarks.nameOf(UdpDrainBenchmark.class, "drainThousand");

  @Override
  public String name() {
    return "udp";
  }

  @Override
  public List<Line> measure(Settings settings, Peers peers) throws Exception {
    Microbenchmarks run = Microbenchmarks.run(settings, List.of(POLL, DRAIN, RECEIVE, FULL));
    return List.of(
        idle(run, "UdpReceiver.poll(), idle", POLL),
        Line.alone(name(), "poll(), idle: allocated", "B", run.bytes(POLL), Goal.atMost(0)),
        idle(run, "UdpReceiver.drain(action), idle", DRAIN),
        Line.alone(
            name(),
            "drain(action), 1000 messages",
            "ns",
            run.nanos(FULL),
            Goal.atMost(MOST_NANOS_FULL)));
  }

  private Line idle(Microbenchmarks run, String what, String ours) {
    return new Line(
        name(),
        what,
        "ns",
        run.nanos(ours),
        PEER,
        run.nanos(RECEIVE),
        Goal.atMost(MOST_NANOS_IDLE),
        "");
  }
}
