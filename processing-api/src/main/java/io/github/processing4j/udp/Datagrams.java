package io.github.processing4j.udp;

import java.net.Inet6Address;
import java.net.InetAddress;

/** What UDP allows. */
final class Datagrams {
  /** No datagram is larger: its length has 16 bits. */
  static final int MAX_BYTES = 65_535;

  static final int MAX_PORT = 65_535;

  private static final int UDP_HEADER_BYTES = 8;
  private static final int IPV4_HEADER_BYTES = 20; // counts in IPv4's length, not in IPv6's

  private Datagrams() {}

  /** The largest message that can be sent there, in bytes. */
  static int limit(InetAddress to) {
    int most = MAX_BYTES - UDP_HEADER_BYTES;
    return to instanceof Inet6Address ? most : most - IPV4_HEADER_BYTES;
  }

  /** A port, from {@code least} on. */
  static int port(int port, int least) {
    if (port < least || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + ": " + least + " to " + MAX_PORT);
    }
    return port;
  }
}
