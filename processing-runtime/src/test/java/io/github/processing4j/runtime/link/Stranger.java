package io.github.processing4j.runtime.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Connects to a link server and says what it likes. */
final class Stranger implements AutoCloseable {
  private final SocketChannel channel;

  Stranger(LinkAddress address) throws IOException {
    channel =
        address.isTcp() ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
    // So that little that it does not read is sent.
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    channel.connect(address.toSocketAddress());
  }

  Stranger send(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    return this;
  }

  /** The next frame: type and body. Blocks. */
  byte[] receive() throws IOException {
    int length = ByteBuffer.wrap(read(4)).getInt();
    return read(length);
  }

  private byte[] read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }

  /** Waits until the server closes the connection; throws what it said before away. */
  void awaitDropped() {
    ByteBuffer ignored = ByteBuffer.allocate(1024);
    try {
      while (channel.read(ignored.clear()) >= 0) {
        // Goes on until the end.
      }
    } catch (IOException e) {
      // Reset is dropped too.
    }
  }

  /** Sends a byte, waits, and so on; returns when the server has closed the connection. */
  void drip(byte[] bytes, long pauseMillis) throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      for (byte b : bytes) {
        try {
          channel.write(ByteBuffer.wrap(new byte[] {b}));
          selector.select(pauseMillis);
          selector.selectedKeys().clear();
          if (channel.read(ByteBuffer.allocate(1024)) < 0) {
            return;
          }
        } catch (IOException e) {
          return;
        }
      }
    }
    throw new AssertionError("it was listened to for all of " + bytes.length + " bytes");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
