package io.github.processing4j.runtime.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.AuthenticationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child whose parent's TCP port has become another's. */
@Timeout(30)
class ImpostorTest {
  private static final long SLOT = 5;
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int SHORT_MILLIS = 300;
  private static final byte[] CHALLENGE =
      Frames.frame(Frames.CHALLENGE, new byte[Handshake.NONCE_BYTES]);

  private ServerSocket port;
  private int timeoutMillis = TIMEOUT_MILLIS;

  @BeforeEach
  void open() throws IOException {
    port = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    port.close();
  }

  /** Connects to an impostor that says this, and then reads until the child is gone. */
  private <T extends Exception> T connect(Class<T> expected, byte[]... said) throws Exception {
    CompletableFuture<Void> impostor =
        CompletableFuture.runAsync(
            () -> {
              try (Socket child = port.accept()) {
                OutputStream out = child.getOutputStream();
                for (byte[] bytes : said) {
                  out.write(bytes);
                  out.flush();
                }
                child.getInputStream().transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // The child has gone away; that is asserted there.
              }
            });
    T refused = assertThrows(expected, this::connect);
    impostor.get();
    return refused;
  }

  private void connect() throws IOException {
    ChildLink.connect(
            LinkAddress.tcp(port.getLocalPort()).text(),
            SLOT,
            new byte[Handshake.TOKEN_BYTES],
            timeoutMillis)
        .close();
  }

  @Test
  void aWrongProofIsRefused() throws Exception {
    byte[] welcome = Frames.frame(Frames.WELCOME, new byte[32]);
    AuthenticationException refused = connect(AuthenticationException.class, CHALLENGE, welcome);
    assertTrue(refused.getMessage().endsWith("does not hold the key"), refused::getMessage);
  }

  @Test
  void anotherProtocolIsRefused() throws Exception {
    byte[] frame = Frames.frame((byte) 77, new byte[Handshake.NONCE_BYTES]);
    connect(AuthenticationException.class, frame);
    connect(AuthenticationException.class, CHALLENGE, frame);
    connect(AuthenticationException.class, Frames.frame(Frames.CHALLENGE, new byte[3]));
  }

  @Test
  void aLengthThatCannotBeIsRefused() throws Exception {
    for (int length : new int[] {0, -1, 257, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] head = ByteBuffer.allocate(5).putInt(length).array();
      IOException refused = connect(IOException.class, head);
      assertEquals("a frame of " + length + " bytes", refused.getMessage());
    }
  }

  @Test
  void silenceEnds() throws Exception {
    timeoutMillis = SHORT_MILLIS;
    connect(SocketTimeoutException.class);
    connect(SocketTimeoutException.class, CHALLENGE);
    connect(SocketTimeoutException.class, new byte[] {0, 0});
  }

  @Test
  void whoHangsUpIsGone() throws Exception {
    CompletableFuture<Void> impostor =
        CompletableFuture.runAsync(
            () -> {
              try {
                port.accept().close();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertThrows(EOFException.class, this::connect);
    impostor.get();
  }

  @Test
  void nobodyThere() throws Exception {
    port.close();
    assertThrows(IOException.class, this::connect);
  }
}
