package io.github.processing4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.SessionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a user's sessions: whose it is, and what is swept from it. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no owner-only modes")
class SessionRootIT {
  private static final Duration LONG_AGO = Duration.ofMinutes(5);

  @TempDir Path place;

  private Path root() {
    return place.resolve("processing4j-" + System.getProperty("user.name"));
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<Path> childrenOf(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  private static Path aged(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(LONG_AGO)));
    return file;
  }

  @Test
  void allIsTheOwnersAloneWhateverTheUmask() throws Exception {
    try (SessionJvm main = SessionJvm.mainAfter("umask 0; exec", place)) {
      assertEquals("rwx------", modeOf(root()));
      assertEquals("rwx------", modeOf(main.session()));
      assertEquals("rw-------", modeOf(Path.of(main.ask("write"))));
      assertEquals(List.of(main.session()), childrenOf(root()));
    }
  }

  @Test
  void aRootThatIsOpenToOthersIsClosed() throws Exception {
    Files.createDirectory(root());
    Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwxrwxrwx"));
    try (SessionJvm main = SessionJvm.main(place)) {
      assertTrue(main.hasSession());
      assertEquals("rwx------", modeOf(root()));
    }
  }

  @Test
  void aSessionWhoseMainProcessWasKilledIsSweptByTheNextAndALivingOneIsNot() throws Exception {
    try (SessionJvm killed = SessionJvm.main(place);
        SessionJvm living = SessionJvm.main(place);
        SessionJvm halfDead = SessionJvm.main(place);
        SessionJvm child = SessionJvm.joining(halfDead.session(), 9)) {
      killed.ask("write");
      killed.kill();
      halfDead.kill();
      assertTrue(Files.isDirectory(killed.session()));
      try (SessionJvm next = SessionJvm.main(place)) {
        assertFalse(Files.exists(killed.session()));
        assertTrue(Files.isDirectory(living.session()));
        assertTrue(Files.isDirectory(halfDead.session()), "a child lives in it");
        assertTrue(child.sees(9));
        assertTrue(living.sees(Session.MAIN_SLOT));
        assertTrue(next.sees(Session.MAIN_SLOT));
        // Nobody lost his lock to the look of the sweeper.
        assertThrows(IOException.class, () -> Liveness.take(living.session(), Session.MAIN_SLOT));
        assertThrows(IOException.class, () -> Liveness.take(next.session(), Session.MAIN_SLOT));
      }
    }
  }

  @Test
  void aSessionThatIsBeingBornIsNotSwept() throws Exception {
    Files.createDirectory(root());
    Path unborn = Files.createDirectory(root().resolve(Sweeper.UNBORN + "a"));
    Files.createFile(unborn.resolve(Liveness.FILE));
    Path without = Files.createDirectory(root().resolve("b"));
    Path stillborn = Files.createDirectory(root().resolve(Sweeper.UNBORN + "c"));
    Files.createFile(stillborn.resolve(Liveness.FILE));
    aged(stillborn);
    Path old = aged(Files.createDirectory(root().resolve("d")));
    Sweeper.sweep(root());
    assertTrue(Files.exists(unborn));
    assertTrue(Files.exists(without));
    assertFalse(Files.exists(stillborn));
    assertFalse(Files.exists(old));
  }

  @Test
  void sweepingFollowsNoLinks() throws Exception {
    Files.createDirectory(root());
    Path precious = Files.createDirectory(place.resolve("precious"));
    Path file = Files.createFile(precious.resolve("file"));
    Files.createFile(precious.resolve(Liveness.FILE));
    aged(precious);
    Path dead = Files.createDirectory(root().resolve("dead"));
    Files.createFile(dead.resolve(Liveness.FILE));
    Files.createSymbolicLink(dead.resolve("link"), precious);
    Files.createSymbolicLink(root().resolve("link"), precious);
    Sweeper.sweep(root());
    assertFalse(Files.exists(dead));
    assertTrue(Files.exists(file));
  }

  @Test
  void aPlantedLinkIsRefused() throws Exception {
    Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    Files.createSymbolicLink(root(), elsewhere);
    SessionException refused = assertThrows(SessionException.class, () -> SessionRoot.in(place));
    assertEquals(
        "the session directory "
            + root()
            + " is a link or a file, not a directory. Remove it, or name another place with"
            + " -Dprocessing4j.dir=DIR",
        refused.getMessage());
    assertEquals(List.of(), childrenOf(elsewhere));
  }

  @Test
  void aPlantedFileIsRefused() throws Exception {
    Files.createFile(root());
    assertThrows(SessionException.class, () -> SessionRoot.in(place));
  }

  @Test
  void aPlaceThatIsNotThereIsRefused() {
    SessionException refused =
        assertThrows(SessionException.class, () -> SessionRoot.in(place.resolve("nowhere")));
    assertTrue(refused.getMessage().contains("nowhere"), refused::getMessage);
  }

  /** Nothing in it is touched, for its owner could put a link to a directory of ours there. */
  @Test
  void aDirectoryOfSomebodyElseIsRefused() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) || "true".equals(System.getenv("CI")),
        "only root can give a directory away");
    Files.createDirectory(root());
    Path planted = Files.createDirectory(root().resolve("planted"));
    Files.createFile(planted.resolve(Liveness.FILE));
    aged(planted);
    Files.setOwner(
        root(),
        root().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    SessionException refused =
        assertThrows(SessionException.class, () -> SessionRoot.newSession(root(), "mine"));
    assertTrue(refused.getMessage().contains("belongs to nobody"), refused::getMessage);
    try (SessionJvm main = SessionJvm.main(place)) {
      assertFalse(main.hasSession());
      assertEquals(1, main.awaitEnd());
    }
    assertEquals(List.of(planted), childrenOf(root()));
  }
}
