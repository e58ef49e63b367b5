package io.github.processing4j.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link UdpReceiver} with bounds or an address of one's own. Not thread-safe.
 *
 * <pre>{@code
 * UdpReceiver messages = UdpReceiver.builder(7000).history(10).maxsize(1000).bind();
 * }</pre>
 */
public final class UdpReceiverBuilder {
  private static final int DEFAULT_HISTORY = 100;
  private static final int DEFAULT_MAXSIZE = 65_536;
  private static final long DEFAULT_MAX_BYTES = 16 << 20;
  private static final int DEFAULT_RECEIVE_BUFFER_BYTES = 4 << 20;
  private static final int MOST_MESSAGES = 1 << 24;

  private final int port;
  private @Nullable InetAddress address;
  private int history = DEFAULT_HISTORY;
  private int maxsize = DEFAULT_MAXSIZE;
  private long maxBytes = DEFAULT_MAX_BYTES;
  private int receiveBufferBytes = DEFAULT_RECEIVE_BUFFER_BYTES;

  UdpReceiverBuilder(int port) {
    this.port = Datagrams.port(port, 0);
  }

  /**
   * Listens at one address of this machine; all, of IPv4 and IPv6, by default, and if it is the
   * wildcard address.
   */
  public UdpReceiverBuilder address(InetAddress address) {
    this.address = Objects.requireNonNull(address, "address");
    return this;
  }

  /**
   * Sets how many of the newest messages {@link UdpReceiver#history()} tells; 100 by default.
   *
   * @param messages 0 to 16,777,216
   */
  public UdpReceiverBuilder history(int messages) {
    history = between(0, messages, MOST_MESSAGES, "history");
    return this;
  }

  /**
   * Bounds the number of messages that wait to be taken; 65,536 by default. One more drops the oldest.
   *
   * @param messages 1 to 16,777,216
   */
  public UdpReceiverBuilder maxsize(int messages) {
    maxsize = between(1, messages, MOST_MESSAGES, "maxsize");
    return this;
  }

  /**
   * Bounds the bytes of the messages that wait to be taken, by their content; 16 MiB by default. What
   * does not fit drops the oldest.
   *
   * @param bytes 65,535 or more, so that any message fits
   */
  public UdpReceiverBuilder maxBytes(long bytes) {
    if (bytes < Datagrams.MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes " + bytes + ": " + Datagrams.MAX_BYTES + " or more, so that any message fits");
    }
    maxBytes = bytes;
    return this;
  }

  /**
   * Asks the system for a buffer for what has arrived and was not taken by the thread yet; 4 MiB by
   * default. The system may grant less; {@link UdpReceiver#receiveBufferBytes()} tells how much. On
   * Linux {@code sysctl net.core.rmem_max} is the most.
   *
   * @param bytes 1 or more
   */
  public UdpReceiverBuilder receiveBufferBytes(int bytes) {
    receiveBufferBytes = between(1, bytes, Integer.MAX_VALUE, "receiveBufferBytes");
    return this;
  }

  /**
   * Begins to receive.
   *
   * @throws PortInUseException if another socket has the port
   * @throws UdpBindException if the user may not use the port, or the address is not one of this
   *     machine
   */
  public UdpReceiver bind() {
    InetSocketAddress at =
        address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    MessageRing waiting = new MessageRing(maxsize, maxBytes);
    History newest = new History(history);
    DatagramChannel channel = Sockets.bind(at, receiveBufferBytes);
    try {
      Intake intake = new Intake(channel, waiting, newest);
      intake.start();
      return new UdpReceiver(intake, waiting, newest);
    } catch (IOException e) {
      Sockets.close(channel, e);
      throw new UdpBindException("cannot receive at " + at + ": " + e.getMessage(), at, e);
    }
  }

  private static int between(int least, int value, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " " + value + ": " + least + " to " + most);
    }
    return value;
  }
}
