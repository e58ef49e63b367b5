package io.github.processing4j.udp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A receiver cannot listen at its address: it is not one of this machine, or the user may not use
 * its port. For a port that is taken it is a {@link PortInUseException}.
 */
public class UdpBindException extends UdpException {
  private static final long serialVersionUID = 1;

  /**
   * An address where nobody can listen.
   *
   * @param address the address
   */
  public UdpBindException(String message, InetSocketAddress address, @Nullable Throwable cause) {
    super(message, address, cause);
  }
}
