package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class SuspendIT {

  private static Process suspended(Notes notes) throws Exception {
    Process p =
        started(
            "Process-1",
            () -> {
              notes.put("ready");
              notes.await("go");
            });
    notes.await("ready");
    Shell.kill("STOP", p.getPid());
    Eventually.become("suspension", () -> Eventually.isSuspended(p.getPid()));
    return p;
  }

  @Test
  @Tag("core")
  @DisplayName("26i: a suspended child is alive; after SIGCONT it goes on")
  void suspendedChildIsAlive(Notes notes) throws Exception {
    Process p = suspended(notes);
    notes.put("go");
    assertTrue(p.isAlive());
    assertFalse(p.join(Duration.ofMillis(200)));
    assertNull(p.getExitCode());
    assertTrue(Processing.activeChildren().contains(p));
    assertEquals("<Process(Process-1, started)>", p.toString());
    Shell.kill("CONT", p.getPid());
    ends(0, "stopped", p);
  }

  @Test
  @DisplayName("26i: a stop and a SIGTERM count when the child goes on")
  void signalsWaitForTheChildToGoOn(Notes notes) throws Exception {
    Process p = suspended(notes);
    p.stop();
    assertTrue(p.isAlive());
    Shell.kill("CONT", p.getPid());
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("26i: kill() ends a suspended child, and so does the ladder")
  void killEndsASuspendedChild(Notes notes) throws Exception {
    Process p = suspended(notes);
    p.kill();
    ends(-9, "stopped[SIGKILL]", p);
  }

  @Test
  @DisplayName("26i: stop(Duration) ends a suspended child")
  void ladderEndsASuspendedChild(Notes notes) throws Exception {
    Process p = suspended(notes);
    p.stop(Duration.ofMillis(300));
    ends(-9, "stopped[SIGKILL]", p);
  }

  @Test
  @DisplayName("26i: an orphan that is suspended ends when it goes on")
  void suspendedOrphanEndsWhenItGoesOn(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(Family.class, notes, false, "sleep").start()) {
      long calm = Family.pids(notes).get(0);
      main.awaitLine("ready");
      Shell.kill("STOP", calm);
      Eventually.become("suspension", () -> Eventually.isSuspended(calm));
      main.signal("KILL");
      long other = notes.getLong("grandchild");
      Eventually.become("end of the others", () -> Eventually.isGone(other));
      assertTrue(Eventually.isSuspended(calm));
      Shell.kill("CONT", calm);
      Eventually.become("end of the orphan", () -> Eventually.isGone(calm));
    }
  }

  @Test
  @DisplayName("26i: the parent is suspended: its children are no orphans")
  void childrenOfASuspendedParentLive(Notes notes) throws Exception {
    try (TestJvm main = TestJvm.of(ShutdownIT.Returns.class, notes, "child").start()) {
      main.awaitLine("returns");
      long child = notes.getLong("child");
      Leftovers.track(child);
      Shell.kill("STOP", main.pid());
      Eventually.become("suspension", () -> Eventually.isSuspended(main.pid()));
      assertFalse(main.toJava().waitFor(1500, java.util.concurrent.TimeUnit.MILLISECONDS));
      assertFalse(Eventually.isGone(child));
      Shell.kill("CONT", main.pid());
      notes.put("go");
      assertEquals(0, main.awaitExit());
      assertTrue(notes.has("child went on"));
    }
  }
}
