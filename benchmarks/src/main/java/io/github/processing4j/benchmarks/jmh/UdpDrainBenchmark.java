package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.udp.UdpMessage;
import io.github.processing4j.udp.UdpReceiver;
import io.github.processing4j.udp.UdpSender;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays for a frame in which 1,000 messages wait. */
@State(Scope.Thread)
public class UdpDrainBenchmark extends NanoBenchmark {
  private static final int MESSAGES = 1000;

  private final UdpReceiver receiver = UdpReceiver.bindLoopback(0);
  private final UdpSender sender = UdpSender.to(receiver.address());
  private long bytes;
  private final Consumer<UdpMessage> action = message -> bytes += message.size();

  /** Has them arrive. Each call of the benchmark takes long enough for a set-up of its own. */
  @Setup(Level.Invocation)
  public void send() {
    while (receiver.waiting() < MESSAGES) {
      long before = receiver.received() + receiver.dropped();
      sender.send("/ball/position 0.25 0.5");
      while (receiver.received() + receiver.dropped() == before) {
        Thread.onSpinWait();
      }
    }
  }

  /** Closes the sockets. */
  @TearDown
  public void tearDown() {
    sender.close();
    receiver.close();
  }

  /** 1,000 messages to a callback that looks at their sizes. */
  @Benchmark
  public long drainThousand() {
    if (receiver.drain(action) != MESSAGES) {
      throw new IllegalStateException("not " + MESSAGES);
    }
    return bytes;
  }
}
