package io.github.processing4j.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets. They are non-blocking: such a channel is not closed by the interrupt of a thread that
 * uses it, as a blocking one is.
 */
final class Sockets {
  private static final int FIRST_FREE_PORT = 1024;

  private Sockets() {}

  /** A socket that receives at an address; at the wildcard address from IPv4 and IPv6. */
  static DatagramChannel bind(InetSocketAddress address, int receiveBufferBytes) {
    DatagramChannel channel = null;
    try {
      InetAddress at = address.getAddress();
      channel = at.isAnyLocalAddress() ? DatagramChannel.open() : open(at);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      channel.bind(address);
      return channel;
    } catch (IOException | UnsupportedOperationException e) {
      close(channel, e);
      throw failure(address, e);
    }
  }

  /** A socket that can send to an address, also where that is a broadcast address. */
  static DatagramChannel to(InetAddress address) throws IOException {
    DatagramChannel channel = open(address);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      return channel;
    } catch (IOException e) {
      close(channel, e);
      throw e;
    }
  }

  /** Why nobody can listen there. What the system says may be in the language of its user. */
  static UdpBindException failure(InetSocketAddress address, Exception cause) {
    String where = "cannot receive at " + address + ": ";
    String said = String.valueOf(cause.getMessage());
    if (!isLocal(address.getAddress())) {
      return new UdpBindException(
          where + "it is not an address of this machine (" + said + ")", address, cause);
    }
    if (cause instanceof BindException) {
      boolean isReserved = address.getPort() > 0 && address.getPort() < FIRST_FREE_PORT;
      if (isReserved && !said.contains("in use")) {
        return new UdpBindException(
            where
                + said
                + "; ports below "
                + FIRST_FREE_PORT
                + " need the rights of an administrator on many systems: choose a higher one",
            address,
            cause);
      }
      return new PortInUseException(
          where
              + "another socket has port "
              + address.getPort()
              + " ("
              + said
              + "); choose another port, 0 for any free one, or end the program that has it",
          address,
          cause);
    }
    return new UdpBindException(where + said, address, cause);
  }

  /** Closes what may be null, after a failure, which matters more than one of this. */
  static void close(@Nullable Closeable closeable, Exception failure) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static DatagramChannel open(InetAddress address) throws IOException {
    return DatagramChannel.open(
        address instanceof Inet6Address
            ? StandardProtocolFamily.INET6
            : StandardProtocolFamily.INET);
  }

  private static boolean isLocal(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // unknown
    }
  }
}
