package io.github.processing4j.runtime.link;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix socket, as the kernel tells. */
final class PeerCredentials {
  private PeerCredentials() {}

  /**
   * Whether the peer runs as the user that owns the session. True where the platform does not tell:
   * the directory of the socket already keeps others out.
   */
  static boolean isOurs(SocketChannel channel, Path session) throws IOException {
    UserPrincipal peer;
    try {
      peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    } catch (UnsupportedOperationException | LinkageError e) {
      return true;
    }
    return peer.equals(Files.getOwner(session));
  }
}
