package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static io.github.processing4j.functional.Standby.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.Target;
import io.github.processing4j.runtime.process.Spares;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many spares there are, and which starts take one. */
@Functional
class StandbyIT {
  @BeforeEach
  void fill() throws Exception {
    Processing.setStandby(StandbyOptions.defaults());
    Standby.prepare();
    Spares.awaitReady();
  }

  @AfterEach
  void reset() {
    Processing.setStandby(StandbyOptions.defaults());
  }

  private static Process with(JvmOptions options, Target target) {
    Process p = Process.builder().context(Standby.CONTEXT).jvm(options).target(target).build();
    p.start();
    return p;
  }

  private static void spares(int count) {
    Processing.setStandby(StandbyOptions.builder().spares(count).build());
    Eventually.become(count + " spares", () -> Spares.pids().size() == count);
  }

  @Test
  @DisplayName("a start takes a JVM that was there before")
  void sparesAreUsed() throws Exception {
    Set<Long> before = Spares.awaitReady();
    Process p = standby(() -> {});
    assertTrue(before.contains(p.getPid()));
    assertEquals(0, exitCode(p));
  }

  @Test
  @DisplayName("a start takes one also by the name forkserver, which is shown as standby")
  void forkserverIsStandby() throws Exception {
    Set<Long> before = Spares.awaitReady();
    assertEquals("standby", Processing.getContext("forkserver").getStartMethod());
    Process p = Process.builder().context(Processing.getContext("forkserver")).build();
    p.start();
    assertTrue(before.contains(p.getPid()));
    assertEquals(0, exitCode(p));
  }

  @Test
  @DisplayName("each spare runs one target")
  void spareRunsOneTarget() throws Exception {
    Set<Long> pids = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      Set<Long> before = Spares.awaitReady();
      Process p = standby(() -> {});
      assertTrue(before.contains(p.getPid()));
      assertTrue(pids.add(p.getPid()));
      assertEquals(0, exitCode(p));
    }
  }

  @Test
  @DisplayName("there are as many spares as are asked for, and no more")
  void numberIsBounded() throws Exception {
    assertEquals(2, Spares.awaitReady().size());
    spares(4);
    Spares.awaitReady();
    Set<Long> most = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      assertEquals(0, exitCode(standby(() -> {})));
      Set<Long> now = Spares.pids();
      if (now.size() > most.size()) {
        most = now;
      }
    }
    // One that has run its target may not have been reaped.
    assertTrue(most.size() <= 5, most.toString());
    assertEquals(4, Spares.awaitReady().size());
    spares(1);
    spares(0);
    assertEquals(0, Spares.ready());
  }

  @Test
  @DisplayName("without spares each start launches a JVM")
  void withoutSpares() {
    spares(0);
    for (int i = 0; i < 2; i++) {
      assertEquals(0, exitCode(standby(() -> {})));
      Eventually.become("no child", () -> Spares.pids().isEmpty());
    }
  }

  @Test
  @DisplayName("spares are let go when none was needed for a while; then a start launches a JVM")
  void idleSparesAreLetGo() throws Exception {
    Processing.setStandby(StandbyOptions.builder().idleTimeout(Duration.ofMillis(200)).build());
    Eventually.become("no spares", () -> Spares.pids().isEmpty());
    assertEquals(0, exitCode(standby(() -> {})));
    Eventually.become("no spares again", () -> Spares.pids().isEmpty());
  }

  @Test
  @DisplayName("an idle time-out may be for ever")
  void idleTimeoutForEver() throws Exception {
    spares(0);
    Processing.setStandby(
        StandbyOptions.builder().idleTimeout(ChronoUnit.FOREVER.getDuration()).build());
    assertEquals(0, exitCode(standby(() -> {})));
    assertEquals(2, Spares.awaitReady().size());
  }

  @Test
  @DisplayName("spares are no children of the program")
  void sparesAreNotActiveChildren() throws Exception {
    assertEquals(2, Spares.awaitReady().size());
    assertEquals(List.of(), Processing.activeChildren());
  }

  @Test
  @DisplayName("a start with other options launches a JVM; two in a row, and the spares follow")
  void sparesFollowOtherOptions(Notes notes) throws Exception {
    Set<Long> before = Spares.awaitReady();
    JvmOptions other =
        JvmOptions.builder()
            .heap("62m")
            .env("STANDBY_TEST", "on")
            .directory(notes.path(""))
            .build();
    Target tells =
        () ->
            notes.put(
                "told " + Process.current().getPid(),
                Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " "
                    + System.getenv("STANDBY_TEST")
                    + " "
                    + System.getProperty("user.dir"));
    String expected =
        notes.path("").toString().transform(directory -> "on " + directory.replaceAll("/$", ""));
    for (int i = 0; i < 2; i++) {
      assertEquals(before, Spares.pids());
      Process p = with(other, tells);
      assertFalse(before.contains(p.getPid()));
      assertEquals(0, exitCode(p));
      assertTrue(notes.get("told " + p.getPid()).endsWith(expected));
    }
    Set<Long> after = Spares.awaitReady();
    Eventually.become("the end of the old spares", () -> !Spares.pids().removeAll(before));
    after.removeAll(before);
    Process p = with(other, tells);
    assertTrue(after.contains(p.getPid()), () -> p.getPid() + " of " + after);
    assertEquals(0, exitCode(p));
    String told = notes.get("told " + p.getPid());
    assertTrue(told.endsWith(expected), told);
    assertTrue(Long.parseLong(told.substring(0, told.indexOf(' '))) <= 62, told);
  }

  @Test
  @DisplayName("starts that take turns with other options leave the spares alone")
  void sparesStayWhereOptionsTakeTurns() throws Exception {
    JvmOptions other = JvmOptions.builder().env("STANDBY_TEST", "on").build();
    for (int i = 0; i < 3; i++) {
      Set<Long> before = Spares.awaitReady();
      Process p = with(other, () -> {});
      assertFalse(before.contains(p.getPid()));
      assertEquals(0, exitCode(p));
      assertTrue(Spares.pids().containsAll(before));
      Process q = standby(() -> {});
      assertTrue(before.contains(q.getPid()));
      assertEquals(0, exitCode(q));
    }
  }

  @Test
  @DisplayName("processes that write to a file of theirs are never spares")
  void redirectedProcessesAreNoSpares(Notes notes) throws Exception {
    Set<Long> before = Spares.awaitReady();
    for (int i = 0; i < 3; i++) {
      JvmOptions toFile =
          JvmOptions.builder().output(Redirect.appendTo(notes.path("out").toFile())).build();
      Process p = with(toFile, () -> System.out.println("written"));
      assertFalse(before.contains(p.getPid()));
      assertEquals(0, exitCode(p));
    }
    assertEquals("written\n".repeat(3), notes.get("out"));
    assertEquals(before, Spares.pids());
  }

  @Test
  @DisplayName("a start right after another, whose spare still boots, works with much captured too")
  void bootingSpareRunsALargeTarget(Notes notes) {
    byte[] large = new byte[5_000_000];
    large[4_999_999] = 7;
    byte[] small = {7};
    for (int i = 0; i < 12; i++) {
      spares(0);
      Processing.setStandby(StandbyOptions.defaults());
      // It launches a JVM; after that there are spares.
      exitCode(standby(() -> {}));
      Eventually.become("a spare", () -> !Spares.pids().isEmpty());
      byte[] captured = i % 2 == 0 ? large : small;
      Process p = standby(() -> System.exit(captured[captured.length - 1]));
      assertEquals(7, exitCode(p));
    }
  }

  @Test
  @DisplayName("5 MB of captured values arrive in a spare")
  void largeTarget() throws Exception {
    byte[] large = new byte[5_000_000];
    large[4_999_999] = 7;
    Set<Long> before = Spares.awaitReady();
    Process p = standby(() -> System.exit(large[4_999_999]));
    assertTrue(before.contains(p.getPid()));
    assertEquals(7, exitCode(p));
  }

  @Test
  @DisplayName("8 threads start 20 processes each: each gets its own, and none is left")
  void manyThreads(Notes notes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int thread = i;
        all.add(
            () -> {
              for (int j = 0; j < 20; j++) {
                int number = thread * 20 + j;
                Process p = standby(() -> System.exit(number));
                assertEquals(number, exitCode(p), "process " + number);
              }
              return null;
            });
      }
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of(), Processing.activeChildren());
    spares(0);
  }

  @Test
  @DisplayName("an interrupt that is pending as a process starts stays pending, and harms nothing")
  void interruptIsPending() throws Exception {
    Set<Long> before = Spares.awaitReady();
    Thread.currentThread().interrupt();
    Process p = standby(() -> System.exit(7));
    assertTrue(Thread.interrupted());
    assertTrue(before.contains(p.getPid()));
    assertEquals(7, exitCode(p));
    byte[] large = new byte[100_000];
    before = Spares.awaitReady();
    Thread.currentThread().interrupt();
    Process q = standby(() -> System.exit(large.length == 100_000 ? 7 : 1));
    assertTrue(Thread.interrupted());
    assertTrue(before.contains(q.getPid()));
    assertEquals(7, exitCode(q));
  }
}
