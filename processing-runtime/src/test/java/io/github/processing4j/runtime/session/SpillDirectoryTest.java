package io.github.processing4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.processing4j.SessionException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a session goes that finds no room in memory. */
@Timeout(60)
class SpillDirectoryTest {
  private static final String TMP = "java.io.tmpdir";

  private final String tmp = System.getProperty(TMP);
  @TempDir Path disk;
  private Path session;

  @BeforeEach
  void makeSession() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeFalse(!Files.isWritable(memory) || isOneStore(memory, disk), "needs memory and a disk");
    session = Files.createTempDirectory(memory, "processing4j-test");
    System.setProperty(TMP, disk.toString());
  }

  private static boolean isOneStore(Path one, Path other) throws Exception {
    FileStore store = Files.getFileStore(one);
    return store.equals(Files.getFileStore(other));
  }

  @AfterEach
  void end() {
    System.setProperty(TMP, tmp);
    if (session != null) {
      Session.delete(session);
      assertFalse(Files.exists(session));
    }
  }

  private Path root() {
    return disk.resolve("processing4j-" + System.getProperty("user.name"));
  }

  private Set<Path> spilled() throws Exception {
    try (Stream<Path> all = Files.list(root())) {
      return new HashSet<>(all.toList());
    }
  }

  @Test
  void allComeToTheSameOneWhoeverIsFirst() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Path>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            executor.submit(
                () -> {
                  go.await();
                  return SpillDirectory.of(session);
                }));
      }
      assertNull(SpillDirectory.existing(session));
      go.countDown();
      Set<Path> places = new HashSet<>();
      for (Future<Path> one : all) {
        places.add(one.get());
      }
      assertEquals(spilled(), places);
      assertEquals(1, places.size());
      Path place = places.iterator().next();
      assertNotEquals(session, place);
      assertEquals(place, SpillDirectory.existing(session));
      try (Stream<Path> files = Files.list(session)) {
        assertEquals(List.of(session.resolve("spill")), files.toList());
      }
    } finally {
      executor.shutdownNow();
    }
    Session.delete(session);
    assertEquals(Set.of(), spilled());
  }

  @Test
  void whatOneHasNotedAnotherMakes() throws Exception {
    Path noted = root().resolve(session.getFileName() + "-spill");
    // It was killed before it came to the directory.
    Files.writeString(session.resolve("spill"), noted.toString());
    assertNull(SpillDirectory.existing(session));
    assertEquals(noted, SpillDirectory.of(session));
    assertTrue(Files.isDirectory(noted));
  }

  @Test
  void oneThatCannotBeMadeIsAnErrorForAllUntilItCan() throws Exception {
    Files.writeString(root(), "a file, no directory");
    for (int i = 0; i < 2; i++) {
      assertThrows(SessionException.class, () -> SpillDirectory.of(session));
      assertNull(SpillDirectory.existing(session));
    }
    Files.delete(root());
    assertEquals(Set.of(SpillDirectory.of(session)), spilled());
  }

  @Test
  void whoHasAnotherDirectoryForFilesGoesWhereTheFirstHasGone() throws Exception {
    Path place = SpillDirectory.of(session);
    System.setProperty(TMP, session.toString());
    assertEquals(place, SpillDirectory.of(session));

    Path second = Files.createTempDirectory(Path.of("/dev/shm"), "processing4j-test");
    try {
      System.setProperty(TMP, second.toString());
      assertEquals(second, SpillDirectory.of(second));
      System.setProperty(TMP, disk.toString());
      assertEquals(second, SpillDirectory.of(second));
      assertNull(SpillDirectory.existing(second));
    } finally {
      Session.delete(second);
    }
  }

  @Test
  void anotherTreeSweepsItOnlyOnceItsSessionIsGone() throws Exception {
    Path place = SpillDirectory.of(session);
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(600));
    Files.setLastModifiedTime(place, longAgo);
    Sweeper.sweep(root());
    assertTrue(Files.exists(place));

    Session.deleteTree(session);
    Sweeper.sweep(root());
    assertFalse(Files.exists(place));
  }
}
