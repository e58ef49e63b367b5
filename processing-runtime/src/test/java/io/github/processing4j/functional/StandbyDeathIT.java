package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.exitCode;
import static io.github.processing4j.functional.Standby.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.process.Spares;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spares that die or are suspended, before and after they are taken. */
@Functional
class StandbyDeathIT {
  private static final String PULSE = "processing4j.pulse";
  private static final String SHOWN_NAME = "worker";

  @BeforeEach
  void fill() throws Exception {
    Processing.setStandby(StandbyOptions.defaults());
    Standby.prepare();
    Spares.awaitReady();
  }

  @AfterEach
  void reset() {
    System.clearProperty(PULSE);
  }

  private static void signalAll(String signal, Set<Long> pids) throws Exception {
    for (long pid : pids) {
      Shell.kill(signal, pid);
    }
  }

  private static void killAll(Set<Long> pids) throws Exception {
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    Eventually.become("their end", () -> pids.stream().allMatch(Eventually::isGone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proc", "ask"})
  @DisplayName("a spare that was killed is not handed out")
  void killedSpareIsNotHandedOut(String pulse) throws Exception {
    System.setProperty(PULSE, pulse);
    for (int i = 0; i < 3; i++) {
      Set<Long> before = Spares.awaitReady();
      assertFalse(before.isEmpty());
      killAll(before);
      Process p = standby(() -> System.exit(7));
      assertEquals(7, exitCode(p));
      assertFalse(before.contains(p.getPid()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proc", "ask"})
  @DisplayName("a spare that is suspended is not handed out, but killed")
  void suspendedSpareIsNotHandedOut(String pulse) throws Exception {
    System.setProperty(PULSE, pulse);
    Set<Long> before = Spares.awaitReady();
    signalAll("STOP", before);
    for (long pid : before) {
      Eventually.become("suspension", () -> Eventually.isSuspended(pid));
    }
    Process p = standby(() -> System.exit(7));
    assertEquals(7, exitCode(p));
    assertFalse(before.contains(p.getPid()));
    Eventually.become("their end", () -> before.stream().allMatch(Eventually::isGone));
    Eventually.become("two others", () -> Spares.awaitReady().size() == 2);
    Set<Long> after = Spares.pids();
    // One that is asked may answer too late, where the machine is busy.
    reset();
    Process next = standby(() -> System.exit(7));
    assertTrue(after.contains(next.getPid()));
    assertEquals(7, exitCode(next));
  }

  @Test
  @DisplayName("a spare that is suspended while it boots is not handed out")
  void suspendedBootingSpareIsNotHandedOut() throws Exception {
    Processing.setStandby(StandbyOptions.builder().spares(0).build());
    Eventually.become("no spares", () -> Spares.pids().isEmpty());
    Processing.setStandby(StandbyOptions.builder().spares(1).build());
    Eventually.become("a spare", () -> !Spares.pids().isEmpty());
    Set<Long> before = Spares.pids();
    signalAll("STOP", before);
    for (long pid : before) {
      Eventually.become("suspension", () -> Eventually.isSuspended(pid));
    }
    Process p = standby(() -> System.exit(7));
    assertFalse(before.contains(p.getPid()));
    assertEquals(7, exitCode(p));
    Eventually.become("their end", () -> before.stream().allMatch(Eventually::isGone));
  }

  @Test
  @DisplayName("spares that are killed again and again as they boot cost no start")
  void sparesKilledAsTheyBoot() throws Exception {
    for (int i = 0; i < 6; i++) {
      killAll(Spares.pids());
      assertEquals(7, exitCode(standby(() -> System.exit(7))));
    }
  }

  private static void endsRightAway(int code, String shown, Consumer<Process> deed)
      throws Exception {
    for (int i = 0; i < 4; i++) {
      Set<Long> before = Spares.awaitReady();
      Process p =
          Process.builder()
              .context(Standby.CONTEXT)
              .name(SHOWN_NAME)
              .target(Family::sleepForLong)
              .build();
      p.start();
      deed.accept(p);
      assertTrue(before.contains(p.getPid()));
      ends(code, shown, p);
    }
  }

  @Test
  @DisplayName("5: kill() right after the start of a spare: -9")
  void killRightAway() throws Exception {
    endsRightAway(-9, "stopped[SIGKILL]", Process::kill);
  }

  @Test
  @DisplayName("5: terminate() right after the start of a spare: -15")
  void terminateRightAway() throws Exception {
    endsRightAway(-15, "stopped[SIGTERM]", Process::terminate);
  }

  @Test
  @DisplayName("10: interrupt() right after the start of a spare: -2")
  void interruptRightAway() throws Exception {
    endsRightAway(-2, "stopped[SIGINT]", Process::interrupt);
  }

  @Test
  @DisplayName("26e: stop() right after the start of a spare counts")
  void stopRightAway() throws Exception {
    endsRightAway(127, "stopped[ProcessExit]", Process::stop);
  }
}
