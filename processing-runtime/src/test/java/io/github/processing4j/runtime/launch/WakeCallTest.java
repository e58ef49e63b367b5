package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.session.Session;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two sides of a wake call, with {@code cat} between them in place of a JVM. */
class WakeCallTest {
  private final Session session = Session.current();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4091, 4092, 4093, 5_000_000})
  void whatIsSentIsRead(int length) throws Exception {
    byte[] payload = new byte[length];
    new Random(1).nextBytes(payload);
    Launched cat = cat();
    File file = file(cat);
    WakeCall.send(session, cat, payload);
    assertTrue(file.exists() == length > WakeCall.MAX_PIPE_BYTES - 4, "in a file");
    try (InputStream out = cat.process().getInputStream()) {
      assertArrayEquals(payload, WakeCall.await(out, file));
      assertNull(WakeCall.await(out, file), "then there is nothing more");
    }
    assertFalse(file.exists());
  }

  @Test
  void whoIsGoneCannotBeWoken() throws Exception {
    Launched cat = cat();
    cat.process().destroyForcibly().waitFor();
    assertThrows(IOException.class, () -> WakeCall.send(session, cat, new byte[10]));
  }

  @Test
  void theEndOfThePipeIsNoCall() throws IOException {
    assertNull(WakeCall.await(InputStream.nullInputStream(), new File("none")));
    assertNull(WakeCall.await(new ByteArrayInputStream(new byte[3]), new File("none")));
  }

  @Test
  void aCallThatBreaksOffIsAnError() {
    InputStream torn = new ByteArrayInputStream(new byte[] {0, 0, 0, 9, 1, 2});
    assertThrows(EOFException.class, () -> WakeCall.await(torn, new File("none")));
  }

  private File file(Launched launched) {
    return session
        .directory()
        .resolve(WakeCall.fileName(JvmCommand.payloadName(launched.slot())))
        .toFile();
  }

  private Launched cat() throws IOException {
    Process cat = new ProcessBuilder("cat").start();
    return new Launched(
        session, session.newSlot(), cat, List.of("cat"), JvmOptions.inherited(), Path.of("none"));
  }
}
