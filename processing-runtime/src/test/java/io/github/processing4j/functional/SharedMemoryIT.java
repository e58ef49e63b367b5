package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.SegmentException;
import io.github.processing4j.shared.SharedMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class SharedMemoryIT {
  private static final String NAME = "p4j-it-" + ProcessHandle.current().pid();

  @Test
  @Tag("core")
  void handleTravelsAndTheMemoryWithIt() {
    try (SharedMemory memory = SharedMemory.create(NAME, 1 << 20)) {
      Process child =
          started(
              () -> {
                memory.buffer().putLong((1 << 20) - 8, 42);
                memory.unlink();
              });
      assertEquals(0, exitCode(child));
      assertEquals(42, memory.buffer().getLong((1 << 20) - 8));
      assertThrows(SegmentException.class, () -> SharedMemory.attach(NAME));
    }
  }

  @Test
  void handleDoesNotMistakeAnotherForItsOwn() {
    String name = NAME; // that of this process
    SharedMemory memory = SharedMemory.create(name, 100);
    Process child =
        started(
            () -> {
              SharedMemory.attach(name).unlink();
              SharedMemory other = SharedMemory.create(name, 200);
              Process grandchild =
                  started(
                      () -> {
                        SegmentException e = assertThrows(SegmentException.class, memory::size);
                        assertTrue(e.getMessage().contains("gone"), e.getMessage());
                        memory.unlink();
                        assertEquals(200, other.size());
                      });
              assertEquals(0, exitCode(grandchild), () -> "" + grandchild.getFailure());
              assertEquals(200, SharedMemory.attach(name).size());
              other.unlink();
            });
    assertEquals(0, exitCode(child), () -> "" + child.getFailure());
    memory.close();
  }

  /** One program ends, another is killed: no name is left but that of others. */
  @Test
  @Tag("core")
  void namesEndWithTheTreeThatMadeThem(Notes notes) throws Exception {
    Path place = Files.createDirectory(notes.path("shm"));
    Path sessions = Files.createDirectory(notes.path("sessions"));
    String[] flags = {"-Dprocessing4j.shm=" + place, "-Dprocessing4j.dir=" + sessions};
    Files.write(place.resolve("others"), new byte[10]);

    try (TestJvm killed = TestJvm.of(MakesMemory.class, "killed", true).jvm(flags).start()) {
      killed.awaitLine("made");
      assertTrue(Files.exists(place.resolve("killed-by-child")));
      // Another program's, under a name that was ours.
      Files.delete(place.resolve("killed-replaced"));
      Files.write(place.resolve("killed-replaced"), new byte[10]);
      killed.signal("KILL");
      killed.awaitExit();
      assertTrue(Files.exists(place.resolve("killed")));
    }
    Eventually.become(
        "sweeping",
        () -> {
          try (TestJvm returns = TestJvm.of(MakesMemory.class, "ends", false).jvm(flags).start()) {
            assertEquals(0, returns.awaitExit(), returns::err);
            assertEquals("", returns.err());
          }
          return Directories.list(place).equals(Set.of("others", "killed-replaced"));
        });
    assertFalse(Files.exists(place.resolve("ends")));
  }

  /** Makes shared memory, and a child of it that makes some, and attaches what is another's. */
  static final class MakesMemory {
    private MakesMemory() {}

    public static void main(String[] args) throws Exception {
      String name = args[0];
      SharedMemory.create(name, 100);
      SharedMemory.create(name + "-replaced", 100);
      SharedMemory.attach("others");
      Process child = started(() -> SharedMemory.create(name + "-by-child", 100));
      child.join();
      System.out.println("made");
      if (Boolean.parseBoolean(args[1])) {
        Family.sleepForLong();
      }
    }
  }

  @Test
  void noRoomLeavesNothing(Notes notes) throws Exception {
    try (Tmpfs small = Tmpfs.mount(notes.path("small"), "1m");
        TestJvm main =
            TestJvm.of(FillsMemory.class).jvm("-Dprocessing4j.shm=" + small.path()).start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertTrue(main.awaitLine("refused ").contains("room"));
      assertEquals(Set.of(), Directories.list(small.path()));
    }
  }

  /** Asks for more memory than there is. */
  static final class FillsMemory {
    private FillsMemory() {}

    public static void main(String[] args) {
      SharedMemory.create("fits", 600 << 10);
      try {
        SharedMemory.create("too-large", 600 << 10);
      } catch (SegmentException e) {
        System.out.println("refused " + e.getMessage());
      }
    }
  }
}
