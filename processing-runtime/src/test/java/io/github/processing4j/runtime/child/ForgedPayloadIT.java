package io.github.processing4j.runtime.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.VersionMismatchException;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.session.SessionJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child that is told wrong things, or by the wrong one. */
@Timeout(60)
class ForgedPayloadIT {
  private static final long SLOT = 9;

  @TempDir Path place;

  private static Process launch(Path session) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            session.resolve(SLOT + ".in").toString())
        .start();
  }

  /** The failure of a child with this payload, which never gets to its target. */
  private Throwable refused(byte[] payload) throws Exception {
    Files.write(place.resolve(SLOT + ".in"), payload);
    Path page = Files.write(place.resolve(SLOT + ".st"), StatusPage.empty());
    Process child = launch(place);
    String printed = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(Child.CANNOT_BEGIN, child.waitFor());
    assertEquals("", printed, "the parent tells it");
    assertFalse(Files.exists(place.resolve(SLOT + ".in")));
    StatusPage.Report report = StatusPage.read(page);
    assertEquals(StatusPage.BOOTED, report.progress());
    return FailureForm.read(report.failure());
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    Throwable failure = refused(new Encoder().putString("0.0.1").toBytes());
    assertInstanceOf(VersionMismatchException.class, failure);
    assertEquals(
        "the parent runs processing4j 0.0.1, this child "
            + Payload.VERSION
            + ": its class path finds another version; give both the same",
        failure.getMessage());
  }

  @Test
  void garbageIsRefused() throws Exception {
    byte[] garbage = new byte[500];
    new Random(9).nextBytes(garbage);
    assertInstanceOf(IOException.class, refused(garbage));
    assertInstanceOf(IOException.class, refused(new byte[0]));
  }

  @Test
  void aCutPayloadIsRefused() throws Exception {
    Encoder out = new Encoder();
    new Payload().write(out);
    byte[] whole = out.toBytes();
    assertInstanceOf(IOException.class, refused(java.util.Arrays.copyOf(whole, whole.length - 10)));
  }

  @Test
  void withoutAPayloadItEndsAtOnce() throws Exception {
    Process child = launch(place);
    assertEquals("", new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(Child.CANNOT_BEGIN, child.waitFor());
  }

  /** It works on without a link while its parent lives, and ends as an orphan when that is dead. */
  @Test
  void anImpostorIsNotObeyedAndTheParentsDeathIsSeen() throws Exception {
    try (SessionJvm parent = SessionJvm.main(place);
        ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Payload payload = new Payload();
      payload.slot = SLOT;
      payload.parentSlot = 1;
      payload.token = new byte[32];
      payload.linkAddress = "tcp:" + port.getLocalPort();
      payload.kind = Payload.MAIN;
      Encoder out = new Encoder();
      payload.write(out);
      out.putString(WaitsForever.class.getName()).putValue(new String[0], "arguments");
      Path session = parent.session();
      Files.write(session.resolve(SLOT + ".in"), out.toBytes());
      Files.write(session.resolve(SLOT + ".st"), StatusPage.empty());
      Process child = launch(session);
      try {
        assertEquals("runs", child.inputReader().readLine());
        try (Socket impostor = port.accept()) {
          // Challenge; a welcome with a wrong proof; the order to end.
          impostor.getOutputStream().write(frame(1, 32));
          impostor.getOutputStream().write(frame(3, 32));
          impostor.getOutputStream().write(frame(12, 0));
          impostor.getOutputStream().flush();
          awaitEnd(impostor);
        }
        assertTrue(child.isAlive());
        assertTrue(parent.sees(SLOT));
        parent.kill();
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        assertEquals(Child.CANNOT_BEGIN, child.exitValue());
      } finally {
        child.destroyForcibly();
      }
    }
  }

  private static void awaitEnd(Socket connection) {
    try {
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Reset, for the child has not read all.
    }
  }

  private static byte[] frame(int type, int bytes) {
    return ByteBuffer.allocate(5 + bytes).putInt(1 + bytes).put((byte) type).array();
  }
}
