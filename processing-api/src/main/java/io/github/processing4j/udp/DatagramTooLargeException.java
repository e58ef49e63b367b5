package io.github.processing4j.udp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A message is larger than a datagram can be. Nothing was sent; the sender goes on. */
public class DatagramTooLargeException extends UdpException {
  private static final long serialVersionUID = 1;

  private final int sizeBytes;
  private final int limitBytes;

  /**
   * What was too large for what.
   *
   * @param address to which it should be sent
   * @param sizeBytes the size of the message
   * @param limitBytes the largest size that can be sent there
   */
  public DatagramTooLargeException(
      InetSocketAddress address, int sizeBytes, int limitBytes, @Nullable Throwable cause) {
    super(
        "a message of "
            + sizeBytes
            + " bytes to "
            + address
            + ": a datagram holds "
            + limitBytes
            + " at most; send it in parts, or over a connection",
        address,
        cause);
    this.sizeBytes = sizeBytes;
    this.limitBytes = limitBytes;
  }

  /** The size of the message, in bytes. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** The largest size that can be sent there, in bytes. */
  public int limitBytes() {
    return limitBytes;
  }
}
