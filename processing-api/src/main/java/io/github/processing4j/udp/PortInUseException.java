package io.github.processing4j.udp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Another socket, of this process or another, receives at the port already. */
public class PortInUseException extends UdpBindException {
  private static final long serialVersionUID = 1;

  /**
   * A port that is taken.
   *
   * @param address the address with the port
   */
  public PortInUseException(String message, InetSocketAddress address, @Nullable Throwable cause) {
    super(message, address, cause);
  }
}
