package io.github.processing4j.udp;

import io.github.processing4j.ClosedHandleException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends messages over UDP to one address, of this machine or another.
 *
 * <pre>{@code
 * try (UdpSender messages = UdpSender.to("127.0.0.1", 7000)) {
 *   messages.send("All messages sent");
 * }
 * }</pre>
 *
 * <p>No {@code send} blocks: the system takes the message at once, or not at all. That it has taken it
 * does not mean that it arrives: nobody need be there, and a network may lose it. A receiver that is
 * not there, or not yet, disturbs no later message.
 *
 * <p>Thread-safe. Interrupts have no effect here.
 *
 * <p>The model is TouchDesigner's UDP Out DAT with its {@code send} and {@code sendBytes}; nothing is
 * added to what is sent.
 */
public final class UdpSender implements AutoCloseable {
  private final InetSocketAddress address;
  private final int limitBytes;
  private final DatagramChannel channel;
  private final LongAdder sent = new LongAdder();

  private UdpSender(InetSocketAddress address, DatagramChannel channel) {
    this.address = address;
    this.limitBytes = Datagrams.limit(address.getAddress());
    this.channel = channel;
  }

  /**
   * A sender to a host's port. Looks the host up once, which may block where it is a name.
   *
   * @param host a name, or an address of IPv4 or IPv6; a broadcast address too
   * @param port 1 to 65,535
   * @throws UdpException if the host is not known, or this machine has no sockets of its kind
   */
  public static UdpSender to(String host, int port) {
    Objects.requireNonNull(host, "host");
    Datagrams.port(port, 1);
    try {
      return to(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new UdpException(
          "unknown host: " + host, InetSocketAddress.createUnresolved(host, port), e);
    }
  }

  /**
   * A sender to an address, such as {@link UdpMessage#sender()} to answer there.
   *
   * @throws UdpException if its host is not known, or this machine has no sockets of its kind
   */
  public static UdpSender to(InetSocketAddress address) {
    Datagrams.port(address.getPort(), 1);
    if (address.isUnresolved()) {
      throw new UdpException("unknown host: " + address, address, null);
    }
    try {
      return new UdpSender(address, Sockets.to(address.getAddress()));
    } catch (IOException | UnsupportedOperationException e) {
      throw new UdpException("cannot send to " + address + ": " + e.getMessage(), address, e);
    }
  }

  /** To where it sends. */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Sends a text, as UTF-8.
   *
   * @return whether the system took it; false where it has no room for it now, so that it is lost
   * @throws DatagramTooLargeException if it has more than 65,507 bytes, by IPv6 65,527
   * @throws UdpException if the system refuses it, as where there is no network to that address
   * @throws ClosedHandleException after {@link #close()}
   */
  public boolean send(String text) {
    return send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Sends some bytes, which are copied.
   *
   * @return and throws as {@link #send(String)}
   */
  public boolean send(byte[] bytes) {
    return send(ByteBuffer.wrap(bytes));
  }

  /**
   * Sends what is between the position and the limit. The position is at the limit afterwards, if the
   * system took it; else it is where it was.
   *
   * @return and throws as {@link #send(String)}
   */
  public boolean send(ByteBuffer bytes) {
    int size = bytes.remaining();
    if (size > limitBytes) {
      throw new DatagramTooLargeException(address, size, limitBytes, null);
    }
    int before = bytes.position();
    try {
      // An empty message is taken by a result of 0 too, so only the position of others can tell.
      channel.send(bytes, address);
    } catch (PortUnreachableException e) {
      return false; // of a message before this one
    } catch (ClosedChannelException e) {
      throw new ClosedHandleException("the UDP sender to " + address + " is closed");
    } catch (IOException e) {
      throw new UdpException(
          "cannot send " + size + " bytes to " + address + ": " + e.getMessage(), address, e);
    }
    boolean taken = size == 0 || bytes.position() > before;
    if (taken) {
      sent.increment();
    }
    return taken;
  }

  /** How many messages the system took. */
  public long sent() {
    return sent.sum();
  }

  /** Frees the socket; idempotent. Never blocks. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UdpException("cannot close the sender to " + address, address, e);
    }
  }

  /** {@code <UdpSender(to localhost/127.0.0.1:7000)>}. */
  @Override
  public String toString() {
    return "<UdpSender(to " + address + (channel.isOpen() ? "" : ", closed") + ")>";
  }
}
