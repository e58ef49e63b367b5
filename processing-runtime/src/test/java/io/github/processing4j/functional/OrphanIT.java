package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class OrphanIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void allGone(List<Long> pids) {
    Eventually.within(SECOND, "end of all", () -> pids.stream().allMatch(Eventually::isGone));
  }

  @Test
  @Tag("core")
  @DisplayName("24: the parent is SIGKILLed: children and grandchildren are gone within a second")
  void childrenAndGrandchildrenOfAKilledParentAreGone(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Family.class, notes, false, "sleep").start()) {
      List<Long> pids = Family.pids(notes);
      main.awaitLine("ready");
      main.signal("KILL");
      allGone(pids);
    }
  }

  @Test
  @DisplayName("24: the same while the children still boot")
  void childrenThatBootWhenTheirParentIsKilledAreGone(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(StartsAndIsKilled.class, notes).start()) {
      main.awaitExit();
      List<Long> pids = notes.get("pids").lines().map(Long::valueOf).toList();
      pids.forEach(Leftovers::track);
      assertEquals(5, pids.size());
      // Not within a second, which is for those that have booted.
      Eventually.become("end of all", () -> pids.stream().allMatch(Eventually::isGone));
    }
  }

  /** Starts children and dies at once. */
  static final class StartsAndIsKilled {
    private StartsAndIsKilled() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      StringBuilder pids = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        pids.append(started(Family::sleepForLong).getPid()).append('\n');
      }
      notes.put("pids", pids);
      Shell.kill("KILL", ProcessHandle.current().pid());
    }
  }

  @Test
  @DisplayName("24: a child between is SIGKILLed: its children are gone within a second")
  void grandchildrenOfAKilledChildAreGone(Notes notes) {
    List<Process> children = Family.start(notes, false);
    List<Long> pids = Family.pids(notes);
    Process between = children.get(2);
    between.kill();
    between.join();
    allGone(pids.subList(2, 4));
    assertTrue(children.get(0).isAlive());
    assertTrue(children.get(1).isAlive());
  }

  @Test
  @DisplayName("24: shutdown hooks of an orphan run, if they are quick")
  void shutdownHooksOfAnOrphanRun(Notes notes) throws Exception {
    Eventually.inTime(
        "hook of an orphan",
        notes,
        own -> {
          try (TestJvm main = TestJvm.of(HasAChildWithAHook.class, own).start()) {
            long child = own.awaitLong("child");
            Leftovers.track(child);
            main.signal("KILL");
            allGone(List.of(child));
            return own.has("hook");
          }
        });
  }

  /** Starts a child that has a shutdown hook. */
  static final class HasAChildWithAHook {
    private HasAChildWithAHook() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      started(
          () -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> notes.put("hook")));
            notes.put("child", Process.current().getPid());
            Family.sleepForLong();
          });
    }
  }

  @Test
  @DisplayName("24: with OrphanPolicy.SURVIVE a child runs on until its target returns")
  void survivorRunsOn(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(HasASurvivor.class, notes).start()) {
      long survivor = notes.awaitLong("survivor");
      long other = notes.awaitLong("its child");
      Leftovers.track(survivor);
      Leftovers.track(other);
      main.signal("KILL");
      main.awaitExit();
      assertEquals("false", notes.await("parent alive"));
      assertEquals("true", notes.get("parent joined"));
      assertFalse(Eventually.isGone(survivor));
      assertFalse(Eventually.isGone(other), "a child of a survivor has a parent");
      notes.put("go");
      notes.await("survivor ended");
      Eventually.become("end of the survivor", () -> Eventually.isGone(survivor));
      Eventually.become("end of its child", () -> Eventually.isGone(other));
    }
  }

  /** Starts a child that outlives it, and that has a child. */
  static final class HasASurvivor {
    private HasASurvivor() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      Process.builder()
          .orphanPolicy(OrphanPolicy.SURVIVE)
          .target(
              () -> {
                Process child =
                    started(
                        () -> {
                          notes.put("its child", Process.current().getPid());
                          notes.await("go");
                        });
                notes.put("survivor", Process.current().getPid());
                boolean joined = Process.parent().join(Duration.ofSeconds(30));
                notes.put("parent joined", joined);
                notes.put("parent alive", Process.parent().isAlive());
                notes.await("go");
                child.join();
                // The session is still there: a new child can be started.
                notes.put("late child", exitCode(started(() -> {})));
                notes.put("survivor ended");
              })
          .build()
          .start();
    }
  }

  @Test
  @DisplayName("24: a survivor runs on too where its parent ends as an orphan")
  void survivorOfAnOrphanRunsOn(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(HasAChildWithASurvivor.class, notes).start()) {
      long between = notes.awaitLong("between");
      long survivor = notes.awaitLong("survivor");
      Leftovers.track(between);
      Leftovers.track(survivor);
      main.signal("KILL");
      main.awaitExit();
      allGone(List.of(between));
      assertEquals("true", notes.await("parent gone"));
      assertFalse(Eventually.isGone(survivor));
      notes.put("go");
      notes.await("survivor ended");
      Eventually.become("end of the survivor", () -> Eventually.isGone(survivor));
    }
  }

  /** Starts a child that ends as an orphan, and has a child that does not. */
  static final class HasAChildWithASurvivor {
    private HasAChildWithASurvivor() {}

    public static void main(String[] args) {
      Notes notes = new Notes(args[0]);
      started(
          () -> {
            Process.builder()
                .orphanPolicy(OrphanPolicy.SURVIVE)
                .target(
                    () -> {
                      notes.put("survivor", Process.current().getPid());
                      notes.put("parent gone", Process.parent().join(Duration.ofSeconds(30)));
                      notes.await("go");
                      notes.put("survivor ended");
                    })
                .build()
                .start();
            notes.put("between", Process.current().getPid());
            Family.sleepForLong();
          });
    }
  }
}
