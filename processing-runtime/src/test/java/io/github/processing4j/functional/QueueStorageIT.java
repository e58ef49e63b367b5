package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.endsWell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where items are kept, and what is left of them. */
@Functional
class QueueStorageIT {
  private static final int MEGABYTE = 1_000_000;

  /** The counterpart of a script that deadlocks with CPython's queue. */
  @Test
  @Tag("core")
  @DisplayName("a child that has put 1 MB is joined before anybody has taken it")
  void joinBeforeDrain() {
    Queue<byte[]> queue = Processing.queue();
    Process child = started(() -> queue.put(new byte[MEGABYTE]));
    assertTrue(child.join(Eventually.LONG));
    assertFalse(child.isAlive());
    assertEquals(MEGABYTE, queue.getNoWait().length);
    endsWell(child);
  }

  @Test
  @DisplayName(
      "producers that are SIGKILLed leave what waits, and nothing of what they were making")
  void killedProducersLeaveNothing() throws Exception {
    Queue<byte[]> queue = Processing.queue();
    Queue<Boolean> begun = Processing.queue();
    long before = Segments.bytes();
    Random random = new Random(1);
    for (int deaths = 0; deaths < 10; deaths++) {
      Process producer =
          started(
              () -> {
                begun.put(true);
                byte[] item = new byte[3 * MEGABYTE];
                while (true) {
                  queue.put(item);
                }
              });
      begun.take();
      long end = System.nanoTime() + random.nextInt(60_000_000);
      while (System.nanoTime() < end) {
        queue.poll();
      }
      producer.kill();
      Eventually.exitCode(producer);
      queue.clear();
    }
    // Whoever puts next takes over what they had.
    queue.put(new byte[1]);
    assertEquals(1, queue.take().length);
    long left = Segments.bytes() - before;
    assertTrue(left < 50 * MEGABYTE, () -> left + " bytes for an empty queue");
  }

  @Test
  @DisplayName("producers that have ended leave what waits, also if nobody puts any more")
  void joinedProducersLeaveNothing() throws Exception {
    Queue<byte[]> queue = Processing.queue();
    int before = Segments.count();
    List<Process> producers = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      producers.add(
          started(
              () -> {
                for (int i = 0; i < 30; i++) {
                  queue.put(new byte[MEGABYTE]);
                }
              }));
    }
    producers.forEach(Eventually::endsWell);
    assertTrue(Segments.count() - before > 15);
    for (int i = 0; i < 90; i++) {
      assertEquals(MEGABYTE, queue.getNoWait().length);
    }
    assertTrue(queue.isEmpty());
    // A lane of each, with its last chunk.
    int left = Segments.count() - before;
    assertTrue(left <= 6, () -> left + " segments for an empty queue");
  }

  /** Has a child put more than fits into memory, joins it, and takes it when it is told to. */
  static final class PutsMuch {
    private PutsMuch() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      Queue<byte[]> queue = Processing.queue();
      Queue<String> nothing = Processing.queue();
      Process orphan =
          Process.builder()
              .daemon(true)
              .target(
                  () -> {
                    notes.put("orphan", Process.current().getPid());
                    nothing.take();
                  })
              .build();
      orphan.start();
      Process child =
          started(
              () -> {
                for (int i = 0; i < 100; i++) {
                  queue.put(filled(MEGABYTE, i));
                }
                queue.put(filled(100 * MEGABYTE, 100));
              });
      endsWell(child);
      System.out.println("joined");
      notes.await("go");
      for (int i = 0; i <= 100; i++) {
        byte[] item = queue.take();
        assertEquals(i < 100 ? MEGABYTE : 100 * MEGABYTE, item.length);
        assertTrue(Arrays.equals(filled(item.length, i), item), "item " + i);
      }
      assertTrue(queue.isEmpty());
      // What was spilled is no longer needed.
      queue.put(new byte[MEGABYTE]);
      System.out.println("drained");
    }

    private static byte[] filled(int length, int with) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) with);
      return bytes;
    }
  }

  /** Places for sessions: 64 MB of memory, and the disk. */
  private static final class Places implements AutoCloseable {
    private final Tmpfs memory;
    private final Path disk;

    Places(Notes notes) throws IOException, InterruptedException {
      assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
      memory = Tmpfs.mount(notes.path("memory"), "64m");
      disk = Files.createDirectory(notes.path("disk"));
    }

    TestJvm start(Class<?> main, Object... args) throws IOException {
      return TestJvm.of(main, args)
          .jvm("-Dprocessing4j.dir=" + memory.path(), "-Djava.io.tmpdir=" + disk)
          .start();
    }

    private static Set<String> sessions(Path place) {
      Path root = place.resolve("processing4j-" + System.getProperty("user.name"));
      return Files.exists(root) ? Directories.list(root) : Set.of();
    }

    Set<String> spilled() {
      return sessions(disk);
    }

    void assertEmpty() {
      assertEquals(Set.of(), sessions(memory.path()));
      assertEquals(Set.of(), sessions(disk));
    }

    @Override
    public void close() throws IOException, InterruptedException {
      memory.close();
    }
  }

  @Test
  @DisplayName("33: 100 MB put in a child, joined before any get, in 64 MB of memory; none is left")
  void moreThanFitsIntoMemory(Notes notes) throws Exception {
    try (Places places = new Places(notes);
        TestJvm main = places.start(PutsMuch.class, notes)) {
      main.awaitLine("joined");
      assertEquals(1, places.spilled().size());
      notes.put("go");
      main.awaitLine("drained");
      assertEquals(0, main.awaitExit(), main::err);
      assertEquals("", main.err());
      places.assertEmpty();
    }
  }

  @Test
  @DisplayName(
      "main is SIGKILLed: its child, which waits, is gone; the next start sweeps all files")
  void killedWithMuchInTheQueue(Notes notes) throws Exception {
    try (Places places = new Places(notes);
        TestJvm main = places.start(PutsMuch.class, notes)) {
      long orphan = notes.awaitLong("orphan");
      Leftovers.track(orphan);
      main.awaitLine("joined");
      main.signal("KILL");
      Eventually.within(
          Duration.ofSeconds(2), "end of the orphan", () -> Eventually.isGone(orphan));
      main.awaitExit();
      assertEquals(1, places.spilled().size());
      try (TestJvm next = places.start(BadInputIT.StartsOne.class, 1)) {
        assertEquals(0, next.awaitExit(), next::err);
        assertTrue(next.out().contains("ended 0"), next::out);
      }
      places.assertEmpty();
    }
  }
}
