package io.github.processing4j.runtime.link;

import io.github.processing4j.AuthenticationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of its link, in blocking mode. One thread reads; one thread writes. Neither may be
 * a thread of the user, for an interrupt would close the channel.
 *
 * <p>Used while the child starts: no lambdas, no logging.
 */
public final class ChildLink {
  private final SocketChannel channel;
  private final ByteBuffer head = ByteBuffer.allocate(Frames.HEAD_BYTES);

  /** Over TCP, while it is not known who the other side is: with a time-out. */
  private @Nullable InputStream untrusted;

  private ChildLink(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects and proves who this is. Blocks.
   *
   * @throws IOException if the parent is gone, or refuses or, over TCP, does not answer in time
   * @throws AuthenticationException if the other side does not know the token
   */
  public static ChildLink connect(String address, long slot, byte[] token) throws IOException {
    return connect(address, slot, token, (int) LinkServer.HANDSHAKE_MILLIS);
  }

  static ChildLink connect(String address, long slot, byte[] token, int handshakeMillis)
      throws IOException {
    LinkAddress at = new LinkAddress(address);
    SocketChannel channel =
        at.isTcp() ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(at.toSocketAddress());
      ChildLink link = new ChildLink(channel);
      if (at.isTcp()) {
        channel.socket().setSoTimeout(handshakeMillis);
        link.untrusted = channel.socket().getInputStream();
        link.proveByMac(slot, token);
        link.untrusted = null;
      } else {
        link.send(Frames.HELLO, Handshake.helloWithToken(slot, token));
        link.expect(Frames.WELCOME, 0);
      }
      return link;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void proveByMac(long slot, byte[] token) throws IOException {
    byte[] parentNonce = expect(Frames.CHALLENGE, Handshake.NONCE_BYTES);
    byte[] childNonce = new byte[Handshake.NONCE_BYTES];
    new SecureRandom().nextBytes(childNonce);
    send(Frames.HELLO, Handshake.helloWithProof(slot, token, parentNonce, childNonce));
    byte[] proof = expect(Frames.WELCOME, 32);
    if (!MessageDigest.isEqual(
        proof, Handshake.parentProof(slot, token, parentNonce, childNonce))) {
      throw new AuthenticationException("the parent at " + channel + " does not hold the key");
    }
  }

  private byte[] expect(byte type, int bytes) throws IOException {
    byte came = readHead(Frames.MAX_HANDSHAKE_BYTES);
    byte[] body = readBody();
    if (came != type || body.length != bytes) {
      throw new AuthenticationException(
          "the parent at " + channel + " does not speak our protocol");
    }
    return body;
  }

  /** Reads the head of the next frame and returns its type. Blocks. */
  public byte readType() throws IOException {
    return readHead(Frames.MAX_BYTES);
  }

  private byte readHead(int max) throws IOException {
    head.clear();
    readFully(head);
    int length = head.getInt(0);
    if (length < 1 || length > max) {
      throw new IOException("a frame of " + length + " bytes");
    }
    return head.get(4);
  }

  /** Reads the body of the frame whose head was read. Blocks. */
  public byte[] readBody() throws IOException {
    ByteBuffer body = ByteBuffer.allocate(head.getInt(0) - 1);
    readFully(body);
    return body.array();
  }

  private void readFully(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (read(buffer) < 0) {
        throw new EOFException("the parent closed the link");
      }
    }
  }

  private int read(ByteBuffer buffer) throws IOException {
    InputStream in = untrusted;
    if (in == null) {
      return channel.read(buffer);
    }
    byte[] bytes = new byte[buffer.remaining()];
    int count = in.read(bytes);
    if (count > 0) {
      buffer.put(bytes, 0, count);
    }
    return count;
  }

  /** Writes a frame. Blocks while the parent does not read. */
  public void send(byte type, byte[] body) throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(Frames.frame(type, body));
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /**
   * Loads what {@link #readNoMore} needs: the JDK's class for all kinds of sockets, which asks the
   * system what its sockets can do.
   */
  public void prepareEnd() {
    try {
      Class.forName("sun.nio.ch.Net");
    } catch (ClassNotFoundException | LinkageError e) {
      // Then the end takes some milliseconds longer.
    }
  }

  /** Lets whoever reads see the end. */
  public void readNoMore() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      // It was gone.
    }
  }

  /** Closes the link. */
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was gone.
    }
  }
}
