package io.github.processing4j.runtime.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/**
 * Where a parent awaits its children: {@code unix:PATH} or {@code tcp:PORT} on loopback.
 *
 * @param text as it travels
 */
public record LinkAddress(String text) {
  private static final String UNIX = "unix:";
  private static final String TCP = "tcp:";

  static LinkAddress unix(String path) {
    return new LinkAddress(UNIX + path);
  }

  static LinkAddress tcp(int port) {
    return new LinkAddress(TCP + port);
  }

  boolean isTcp() {
    return text.startsWith(TCP);
  }

  SocketAddress toSocketAddress() throws IOException {
    return isTcp()
        ? new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(text.substring(TCP.length())))
        : UnixDomainSocketAddress.of(text.substring(UNIX.length()));
  }
}
