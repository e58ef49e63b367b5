package io.github.processing4j.runtime.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is alive, seen from other JVMs. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has neither these signals nor zombies")
class LivenessIT {
  private static final long CHILD = 7;

  @TempDir Path place;

  @Test
  void aJvmIsAliveUntilItIsKilled() throws Exception {
    try (SessionJvm main = SessionJvm.main(place)) {
      assertFalse(main.sees(CHILD));
      try (SessionJvm child = SessionJvm.joining(main.session(), CHILD);
          SessionJvm other = SessionJvm.joining(main.session(), CHILD + 1)) {
        assertTrue(main.sees(CHILD));
        assertTrue(child.sees(Session.MAIN_SLOT));
        assertTrue(child.sees(CHILD), "itself");
        assertTrue(other.sees(CHILD));
        child.kill();
        assertFalse(main.sees(CHILD));
        assertFalse(other.sees(CHILD));
        assertTrue(other.sees(Session.MAIN_SLOT));
        main.kill();
        assertFalse(other.sees(Session.MAIN_SLOT));
      }
    }
  }

  @Test
  void aSuspendedJvmIsAlive() throws Exception {
    try (SessionJvm main = SessionJvm.main(place);
        SessionJvm child = SessionJvm.joining(main.session(), CHILD)) {
      SessionJvm.signal("STOP", child.pid());
      assertTrue(main.sees(CHILD));
      child.kill();
      assertFalse(main.sees(CHILD));
    }
  }

  @Test
  void aZombieIsDead() throws Exception {
    try (SessionJvm main = SessionJvm.main(place);
        SessionJvm child = SessionJvm.joiningUnattended(main.session(), CHILD)) {
      long pid = child.pid();
      assertTrue(main.sees(CHILD));
      SessionJvm.signal("KILL", pid);
      await().until(() -> !main.sees(CHILD));
      assertTrue(ProcessHandle.of(pid).isPresent(), "the zombie is gone, which tells nothing");
    }
  }

  @Test
  void aSlotIsTakenOnce() throws Exception {
    try (SessionJvm main = SessionJvm.main(place)) {
      Path session = main.session();
      assertThrows(IOException.class, () -> Liveness.take(session, Session.MAIN_SLOT));
      assertTrue(main.sees(Session.MAIN_SLOT));
    }
  }

  @Test
  void probesDoNotTakeEachOtherForTheOwner() throws Exception {
    try (SessionJvm main = SessionJvm.main(place);
        SessionJvm child = SessionJvm.joining(main.session(), CHILD)) {
      CompletableFuture<Integer> seen =
          CompletableFuture.supplyAsync(() -> timesSeen(child, CHILD + 1));
      assertEquals(0, timesSeen(main, CHILD + 1));
      assertEquals(0, seen.get());
    }
  }

  private static int timesSeen(SessionJvm by, long slot) {
    int seen = 0;
    for (int i = 0; i < 2000; i++) {
      seen += by.sees(slot) ? 1 : 0;
    }
    return seen;
  }

  @Test
  void noSlotIsGivenTwice() throws Exception {
    try (SessionJvm main = SessionJvm.main(place);
        SessionJvm second = SessionJvm.joining(main.session(), 1000);
        SessionJvm third = SessionJvm.joining(main.session(), 1001);
        SessionJvm fourth = SessionJvm.joining(main.session(), 1002)) {
      Set<String> given = new HashSet<>();
      Stream.of(main, second, third, fourth)
          .map(jvm -> CompletableFuture.supplyAsync(() -> jvm.ask("thousand slots")))
          .toList()
          .forEach(slots -> given.addAll(Set.of(slots.join().trim().split(" "))));
      assertEquals(4000, given.size());
      assertFalse(given.contains(Long.toString(Session.MAIN_SLOT)));
    }
  }

  @Test
  void theMainProcessTakesItsSessionWithItUnlessAChildLivesOn() throws Exception {
    try (SessionJvm main = SessionJvm.main(place)) {
      Path session = main.session();
      try (SessionJvm child = SessionJvm.joining(session, CHILD)) {
        assertEquals("left", main.ask("leave"));
        assertTrue(Files.isDirectory(session));
        assertEquals("left", child.ask("leave"));
        assertTrue(Files.isDirectory(session));
        child.kill();
      }
      assertEquals("left", main.ask("leave"));
      assertFalse(Files.exists(session));
    }
  }
}
