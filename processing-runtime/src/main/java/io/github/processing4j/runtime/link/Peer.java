package io.github.processing4j.runtime.link;

import io.github.processing4j.runtime.session.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection. At first a stranger; after the handshake, the other end of a {@link Link}.
 *
 * <p>Belongs to the link thread. While idle it holds no buffer.
 */
final class Peer {

  private static final int FIRST_BYTES = 8 << 10;

  private final LinkServer server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final long bornNanos = System.nanoTime();
  private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
  private final byte[] nonce = new byte[Handshake.NONCE_BYTES];

  // The frame that is not whole yet.
  private int lengthBytesRead;
  private int length;
  private byte @Nullable [] partial;
  private int partialSize;

  private @Nullable Link link;

  Peer(LinkServer server, SocketChannel channel, SelectionKey key) {
    this.server = server;
    this.channel = channel;
    this.key = key;
  }

  long bornNanos() {
    return bornNanos;
  }

  void challenge() {
    if (server.isTcp()) {
      server.random.nextBytes(nonce);
      send(Frames.frame(Frames.CHALLENGE, nonce));
    }
  }

  void ready(SelectionKey key) {
    try {
      if (key.isReadable()) {
        read();
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (IOException e) {
      close();
      Log.of(Peer.class).debug("a link broke", e);
    } catch (RuntimeException | Error e) {
      close();
      server.warnings.warn("closing a link after", e);
    }
  }

  private void read() throws IOException {
    ByteBuffer buffer = server.readBuffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining() && key.isValid()) {
      take(buffer);
    }
  }

  /** Takes bytes up to the end of one frame, and handles it if it is whole. */
  private void take(ByteBuffer buffer) throws IOException {
    while (lengthBytesRead < 4) {
      if (!buffer.hasRemaining()) {
        return;
      }
      length = length << 8 | (buffer.get() & 0xff);
      lengthBytesRead++;
    }
    byte[] frame = partial;
    if (frame == null) {
      int max = link == null ? Frames.MAX_HANDSHAKE_BYTES : Frames.MAX_BYTES;
      if (length < 1 || length > max) {
        throw new IOException("a frame of " + length + " bytes");
      }
      frame = new byte[Math.min(length, FIRST_BYTES)];
      partialSize = 0;
    } else if (partialSize == frame.length) {
      // Grows with what really comes, so that a length alone costs nothing.
      frame = Arrays.copyOf(frame, (int) Math.min(length, 2L * frame.length));
    }
    partial = frame;
    int count = Math.min(buffer.remaining(), frame.length - partialSize);
    buffer.get(frame, partialSize, count);
    partialSize += count;
    if (partialSize == length) {
      partial = null;
      lengthBytesRead = 0;
      length = 0;
      handle(frame[0], Arrays.copyOfRange(frame, 1, partialSize));
    }
  }

  private void handle(byte type, byte[] body) throws IOException {
    Link known = link;
    if (known != null) {
      known.listener().received(type, body);
    } else if (type == Frames.HELLO) {
      welcome(body);
    } else {
      throw new IOException("a stranger sent a frame of type " + type);
    }
  }

  private void welcome(byte[] hello) {
    boolean tcp = server.isTcp();
    Link claimed = server.expectedAt(Handshake.slotOf(hello, tcp));
    if (claimed == null || !isProven(hello, claimed)) {
      server.warnings.warn("refusing a connection without a valid key", null);
      close();
      return;
    }
    server.forget(claimed);
    server.authenticated(this);
    link = claimed;
    byte[] proof =
        tcp
            ? Handshake.parentProof(
                claimed.slot(), claimed.token(), nonce, Handshake.childNonce(hello))
            : new byte[0];
    claimed.listener().connected();
    send(Frames.frame(Frames.WELCOME, proof));
    // It may be gone already.
    if (channel.isOpen()) {
      claimed.attach(this);
    }
  }

  private boolean isProven(byte[] hello, Link claimed) {
    return server.isTcp()
        ? Handshake.provesToken(hello, claimed.token(), nonce)
        : Handshake.holdsToken(hello, claimed.token());
  }

  void send(byte[] frame) {
    if (Frames.isCommand(frame)) {
      // A suspended child reads nothing, however often it is asked to stop.
      outgoing.removeIf(earlier -> earlier.position() == 0 && earlier.get(4) == frame[4]);
    }
    outgoing.add(ByteBuffer.wrap(frame));
    try {
      write();
    } catch (IOException e) {
      Log.of(Peer.class).debug("a link broke", e);
      close();
    }
  }

  private void write() throws IOException {
    while (!outgoing.isEmpty()) {
      ByteBuffer first = outgoing.element();
      channel.write(first);
      if (first.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      outgoing.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      Log.of(Peer.class).debug("closing a link failed", e);
    }
    partial = null;
    outgoing.clear();
    server.gone(this);
    Link known = link;
    if (known != null) {
      known.detach();
    }
  }
}
