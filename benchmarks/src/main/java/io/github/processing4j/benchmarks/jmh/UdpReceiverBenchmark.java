package io.github.processing4j.benchmarks.jmh;

import io.github.processing4j.udp.UdpMessage;
import io.github.processing4j.udp.UdpReceiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a render loop pays per frame for a UDP receiver to which nobody has sent. */
@State(Scope.Thread)
public class UdpReceiverBenchmark extends NanoBenchmark {
  private final UdpReceiver receiver = UdpReceiver.bindLoopback(0);
  private final Consumer<UdpMessage> action = message -> {};
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_535);
  private final DatagramChannel channel;

  /** Opens the sockets. */
  public UdpReceiverBenchmark() {
    try {
      channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes them. */
  @TearDown
  public void tearDown() throws IOException {
    receiver.close();
    channel.close();
  }

  /** Nothing waits. */
  @Benchmark
  public @Nullable UdpMessage pollIdle() {
    return receiver.poll();
  }

  /** Nothing waits. */
  @Benchmark
  public int drainIdle() {
    return receiver.drain(action);
  }

  /** A socket that is read in the frame itself, to compare with. */
  @Benchmark
  public @Nullable SocketAddress receiveIdle() throws IOException {
    return channel.receive(buffer.clear());
  }
}
