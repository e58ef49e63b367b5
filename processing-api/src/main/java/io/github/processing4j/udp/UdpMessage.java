package io.github.processing4j.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One datagram that a {@link UdpReceiver} got. Immutable, thread-safe; no method blocks. */
public final class UdpMessage {
  private final long sequence;
  private final byte[] bytes;
  private final InetSocketAddress sender;
  private final Instant receivedAt;
  private final long nanoTime;
  private @Nullable String text; // computed when first asked for; a race computes it twice

  UdpMessage(long sequence, byte[] bytes, InetSocketAddress sender) {
    this.sequence = sequence;
    this.bytes = bytes;
    this.sender = sender;
    receivedAt = Instant.now();
    nanoTime = System.nanoTime();
  }

  /** The content as UTF-8; what is not, as U+FFFD. Decoded once. */
  public String text() {
    String known = text;
    if (known == null) {
      known = new String(bytes, StandardCharsets.UTF_8);
      text = known;
    }
    return known;
  }

  /** A copy of the content, of 0 to 65,527 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** A read-only view of the content, from position 0 to the size, big-endian; nothing is copied. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The size of the content in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Who sent it: the address to answer to. */
  public InetSocketAddress sender() {
    return sender;
  }

  /** When the receiver took it from the system, by the clock of this machine. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The same by {@link System#nanoTime()}, to tell how old it is. */
  public long nanoTime() {
    return nanoTime;
  }

  /**
   * The how-manieth message of its receiver this is: 1 for the first. Where it grows by more than one
   * from message to message, those between were dropped, cleared or taken by another thread.
   */
  public long sequence() {
    return sequence;
  }

  /** {@code <UdpMessage(12 bytes from /127.0.0.1:41234)>}. */
  @Override
  public String toString() {
    return "<UdpMessage(" + bytes.length + " bytes from " + sender + ")>";
  }
}
