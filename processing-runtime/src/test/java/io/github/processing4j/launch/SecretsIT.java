package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.processing4j.Process;
import io.github.processing4j.runtime.child.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the authentication key and the token of the link must not be. */
class SecretsIT {
  private static final Path PROC = Path.of("/proc/self");

  @Test
  void neitherInTheArgumentsNorInTheEnvironment() {
    Needs.that(Files.isReadable(PROC.resolve("cmdline")) || !isLinux(), "/proc");

    run(SecretsIT::lookAtCommand);
  }

  @Test
  void noFileHoldsThemOnceTheTargetRuns() {
    run(SecretsIT::lookAtFiles);
  }

  @Test
  void theDirectoryIsForItsOwnerAlone() {
    run(SecretsIT::lookAtDirectory);
  }

  private static void run(io.github.processing4j.Target target) {
    Process child = new Process(target);
    child.start();
    child.join();
    assertNull(child.getFailure());
    assertEquals(0, child.getExitCode());
  }

  private static void lookAtCommand() throws IOException {
    Process.current();
    if (isLinux()) {
      requireNoSecret("the arguments", Files.readAllBytes(PROC.resolve("cmdline")));
      requireNoSecret("the environment", Files.readAllBytes(PROC.resolve("environ")));
    }
    requireNoSecret("the environment", bytes(System.getenv().toString()));
    requireNoSecret("the properties", bytes(System.getProperties().toString()));
  }

  private static void lookAtFiles() throws IOException {
    Path session = Child.session().toPath();
    long slot = Child.payload().slot;
    assertFalse(Files.exists(session.resolve(slot + ".in")));
    try (Stream<Path> files = Files.list(session)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file)) {
          requireNoSecret(file.toString(), contentOf(file));
        }
      }
    }
  }

  /** Other children may start and end meanwhile. */
  private static byte[] contentOf(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private static void lookAtDirectory() throws IOException {
    Path session = Child.session().toPath();
    if (session.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals(3, Files.getPosixFilePermissions(session).size());
      assertEquals(3, Files.getPosixFilePermissions(session.getParent()).size());
    }
  }

  private static void requireNoSecret(String where, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    for (byte[] secret : List.of(Process.current().getAuthKey(), Child.payload().token)) {
      assertFalse(secret.length < 16, "a secret of " + secret.length + " bytes");
      assertFalse(text.contains(new String(secret, StandardCharsets.ISO_8859_1)), where);
      assertFalse(lower.contains(HexFormat.of().formatHex(secret)), where);
      assertFalse(
          text.contains(Base64.getEncoder().withoutPadding().encodeToString(secret)), where);
      assertFalse(text.contains(Arrays.toString(secret)), where);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
