package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.exitCode;
import static io.github.processing4j.functional.Standby.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Context;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.Task;
import io.github.processing4j.frame.FrameWorker;
import io.github.processing4j.frame.Status;
import io.github.processing4j.runtime.process.Spares;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a woken spare is like, and what uses one. */
@Functional
class StandbyChildIT {
  private static final Task<Long> TELLS_ITS_PID = () -> ProcessHandle.current().pid();

  @BeforeEach
  void fill() throws Exception {
    Processing.setStandby(StandbyOptions.defaults());
    Standby.prepare();
    Spares.awaitReady();
  }

  private static Map<String, Object> facts() throws Exception {
    Map<String, Object> facts = new TreeMap<>();
    System.getProperties().forEach((key, value) -> facts.put("property " + key, value));
    facts.remove("property sun.java.command");
    System.getenv().forEach((name, value) -> facts.put("variable " + name, value));
    Thread thread = Thread.currentThread();
    facts.put("thread", thread.getName() + " " + thread.getPriority() + " " + thread.isDaemon());
    facts.put("group", thread.getThreadGroup().getName());
    facts.put("interrupted", thread.isInterrupted());
    facts.put("handler", thread.getUncaughtExceptionHandler().getClass());
    facts.put("loader", thread.getContextClassLoader() == ClassLoader.getSystemClassLoader());
    facts.put("stdin", System.in.read());
    facts.put("locale", java.util.Locale.getDefault());
    Process self = Process.current();
    facts.put("name", self.getName());
    facts.put("shown", self);
    facts.put("daemon", self.isDaemon());
    facts.put("key", Arrays.toString(self.getAuthKey()));
    facts.put("pid", self.getPid() == ProcessHandle.current().pid());
    facts.put("parent", Process.parent());
    facts.put("parent's pid", Process.parent().getPid());
    facts.put("parent lives", Process.parent().isAlive());
    facts.put("child", new Process(() -> {}).getName().replaceAll("-\\d+:", ":"));
    facts.put("logs", LoggerFactory.getLogger("test").isDebugEnabled());
    facts.put("heap", Runtime.getRuntime().maxMemory());
    facts.put("children", ProcessHandle.current().children().count());
    return facts;
  }

  private static Process tells(Context context, String note, Notes notes) {
    Process p =
        Process.builder()
            .context(context)
            .name("worker")
            .daemon(true)
            .authKey(new byte[] {1, 2, 3})
            .target(
                () -> {
                  notes.put(note + " start method", Processing.getStartMethod());
                  notes.put(note, facts().toString().replace(", ", "\n"));
                })
            .build();
    p.start();
    assertEquals(0, exitCode(p));
    return p;
  }

  @Test
  @DisplayName("a woken spare is as a JVM that was launched for its target")
  void wokenSpareIsAsALaunchedJvm(Notes notes) throws Exception {
    Set<Long> before = Spares.awaitReady();
    Process woken = tells(Standby.CONTEXT, "woken", notes);
    assertTrue(before.contains(woken.getPid()));
    tells(Processing.getContext("spawn"), "launched", notes);
    List<String> only = new ArrayList<>(notes.get("woken").lines().toList());
    only.removeAll(notes.get("launched").lines().toList());
    assertEquals(List.of(), only);
    List<String> missing = new ArrayList<>(notes.get("launched").lines().toList());
    missing.removeAll(notes.get("woken").lines().toList());
    assertEquals(List.of(), missing);
    assertEquals(Processing.getStartMethod(), notes.get("woken start method"));
    assertTrue(notes.get("woken").contains("stdin=-1"), () -> notes.get("woken"));
  }

  @Test
  @DisplayName("a task of a frame worker runs in a spare, unless the program has chosen")
  void frameWorkersUseSpares() throws Exception {
    try (TestJvm main = TestJvm.of(HasFrameWorkers.class).start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertEquals("left to the library true\nspawn false\nspawn\n", main.out());
    }
  }

  /** Prints whether tasks of frame workers run in spares. */
  static final class HasFrameWorkers {
    private HasFrameWorkers() {}

    public static void main(String[] args) throws Exception {
      Standby.prepare();
      System.out.println("left to the library " + runsInASpare());
      Processing.setStartMethod("spawn");
      System.out.println("spawn " + runsInASpare());
      System.out.println(Processing.getStartMethod());
    }

    private static boolean runsInASpare() throws Exception {
      Set<Long> before = Spares.awaitReady();
      FrameWorker<Long> worker = FrameWorker.inProcess(TELLS_ITS_PID);
      Eventually.become("READY", () -> worker.poll() == Status.READY);
      return before.contains(worker.result());
    }
  }

  @Test
  @DisplayName("children of a woken spare keep spares of their own, as the program has set it")
  void childrenInheritTheOptions(Notes notes) throws Exception {
    Processing.setStandby(StandbyOptions.builder().spares(1).build());
    Eventually.become("one spare", () -> Spares.pids().size() == 1);
    Set<Long> before = Spares.awaitReady();
    Process p =
        standby(
            () -> {
              exitCode(standby(() -> {}));
              notes.put("after one", Spares.awaitReady().size());
              exitCode(standby(() -> {}));
              Eventually.become("one spare", () -> Spares.awaitReady().size() == 1);
              Set<Long> spares = Spares.pids();
              Process third = standby(() -> notes.put("name", Process.current().getName()));
              notes.put("third", spares.contains(third.getPid()));
              exitCode(third);
            });
    assertTrue(before.contains(p.getPid()));
    assertEquals(0, exitCode(p));
    assertEquals("0", notes.get("after one"));
    assertEquals("true", notes.get("third"));
    assertEquals(p.getName() + ":3", notes.get("name"));
  }

  private static long ticks(long pid) throws Exception {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  @Test
  @DisplayName("an idle spare uses no CPU")
  void idleSpareUsesNoCpu() throws Exception {
    Set<Long> spares = Spares.awaitReady();
    assertFalse(spares.isEmpty());
    long most;
    int looks = 0;
    do {
      // At first the threads of its compilers may still be at work.
      most = mostTicksInTwoSeconds(spares);
    } while (most > 5 && ++looks < 5);
    assertTrue(most <= 5, most + " ticks");
  }

  private static long mostTicksInTwoSeconds(Set<Long> spares) throws Exception {
    Map<Long, Long> before = new TreeMap<>();
    for (long pid : spares) {
      before.put(pid, ticks(pid));
    }
    // It takes none of them.
    Process clock =
        Process.builder()
            .context(Processing.getContext("spawn"))
            .target(() -> Processing.sleep(2000))
            .build();
    clock.start();
    assertEquals(0, exitCode(clock));
    long most = 0;
    for (long pid : spares) {
      most = Math.max(most, ticks(pid) - before.get(pid));
    }
    return most;
  }
}
