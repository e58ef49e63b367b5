package io.github.processing4j.udp;

import io.github.processing4j.ProcessingException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Something over UDP did not work; the message names the address, the cause, and what to do. */
public class UdpException extends ProcessingException {
  private static final long serialVersionUID = 1;

  private final InetSocketAddress address;

  /**
   * What did not work.
   *
   * @param address to which, or at which
   */
  public UdpException(String message, InetSocketAddress address, @Nullable Throwable cause) {
    super(message, cause);
    this.address = address;
  }

  /** The address to which was sent, or at which a receiver should listen. */
  public InetSocketAddress address() {
    return address;
  }
}
