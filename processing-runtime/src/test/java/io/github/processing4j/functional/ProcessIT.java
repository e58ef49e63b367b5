package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ArgsTarget;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.Sentinel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class ProcessIT {

  @Test
  @Tag("core")
  @DisplayName("6: not started: not alive, no exit code, no pid, not an active child")
  void notStarted() {
    Process p = new Process("Process-1", () -> {});
    assertFalse(p.isAlive());
    assertNull(p.getExitCode());
    assertNull(p.getPid());
    assertNull(p.getFailure());
    assertFalse(Processing.activeChildren().contains(p));
    assertEquals("<Process(Process-1, initial)>", p.toString());
    assertThrows(IllegalStateException.class, p::onExit);
    assertThrows(IllegalStateException.class, p::sentinel);
    assertThrows(IllegalStateException.class, p::toHandle);
  }

  @Test
  @Tag("core")
  @DisplayName("7: running: alive and listed; arguments, name, key and pid agree in the child")
  void runningProcessAgreesWithItsChild(Notes notes) {
    Map<String, Object> kwargs = new HashMap<>();
    kwargs.put("hello", 23);
    kwargs.put("bye", 2.54);
    kwargs.put("nothing", null);
    ArgsTarget target =
        a -> {
          Process self = Process.current();
          notes.put("args", a.args());
          notes.put("hello", a.getInt("hello"));
          notes.put("bye", a.getDouble("bye"));
          notes.put("nothing", a.get("nothing"));
          notes.put(
              "typed",
              List.of(
                  a.getInt(0),
                  a.getLong(1),
                  a.getString(2),
                  a.getBoolean(3),
                  a.getDouble(4),
                  a.get(5, List.class),
                  a.size()));
          notes.put("name", self.getName());
          notes.put("key", Arrays.toString(self.getAuthKey()));
          notes.put("pid", self.getPid());
          notes.put("self", self);
          notes.put("alive", self.isAlive());
          notes.put("daemon", self.isDaemon());
          notes.await("go");
        };
    Process p =
        Process.builder()
            .name("worker")
            .daemon(true)
            .target(target, 1, 2L, "three", true, 5.5, List.of(6, "seven"))
            .kwargs(kwargs)
            .build();
    p.start();
    assertTrue(p.isAlive());
    assertTrue(Processing.activeChildren().contains(p));
    assertNull(p.getExitCode());
    assertEquals("<Process(worker, started daemon)>", p.toString());
    notes.await("daemon");
    assertEquals("[1, 2, three, true, 5.5, [6, seven]]", notes.get("args"));
    assertEquals("[1, 2, three, true, 5.5, [6, seven], 6]", notes.get("typed"));
    assertEquals("23", notes.get("hello"));
    assertEquals("2.54", notes.get("bye"));
    assertEquals("null", notes.get("nothing"));
    assertEquals("worker", notes.get("name"));
    assertEquals(Arrays.toString(Process.current().getAuthKey()), notes.get("key"));
    assertEquals(p.getPid(), notes.getLong("pid"));
    assertEquals("<Process(worker, started daemon)>", notes.get("self"));
    assertEquals("true", notes.get("alive"));
    assertEquals("true", notes.get("daemon"));
    notes.put("go");
    assertEquals(0, exitCode(p));
    assertFalse(p.isAlive());
    assertFalse(Processing.activeChildren().contains(p));
    assertEquals("<Process(worker, stopped daemon)>", p.toString());
  }

  @Test
  @Tag("core")
  @DisplayName("8: running: join without time returns at once, with a time after it")
  void joinWithTimeout(Notes notes) {
    Process p = started(() -> notes.await("go"));
    assertFalse(p.join(Duration.ZERO));
    assertFalse(p.join(Duration.ofSeconds(-1)));
    long start = System.nanoTime();
    assertFalse(p.join(Duration.ofMillis(100)));
    long tookMillis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(tookMillis >= 100, () -> tookMillis + " ms");
    assertTrue(p.isAlive());
    notes.put("go");
    assertTrue(p.join(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  @Test
  @Tag("core")
  @DisplayName("9: finished: joins return, 0, not listed")
  void joinIsRepeatable() {
    Process p = started("Process-1", () -> {});
    p.join();
    p.join();
    assertTrue(p.join(Duration.ZERO));
    assertEquals(0, p.getExitCode());
    assertFalse(p.isAlive());
    assertFalse(Processing.activeChildren().contains(p));
    assertEquals("<Process(Process-1, stopped)>", p.toString());
  }

  @Test
  @Tag("core")
  @DisplayName("10: sleeping: interrupt() ends it: -2")
  void interruptEndsASleepingChild(Notes notes) {
    Process p =
        started(
            "Process-1",
            () -> {
              notes.put("ready");
              Processing.sleep(Duration.ofHours(1));
            });
    notes.await("ready");
    p.interrupt();
    ends(-2, "stopped[SIGINT]", p);
  }

  @Test
  @Tag("core")
  @DisplayName("10: interrupt() right after start() ends the child alike")
  void interruptEndsABootingChild() {
    Process p = started("Process-1", () -> Processing.sleep(Duration.ofHours(1)));
    p.interrupt();
    ends(-2, "stopped[SIGINT]", p);
  }

  @Test
  @Tag("core")
  @DisplayName("11: started: start again is an error, also when finished")
  void startIsAtMostOnce(Notes notes) {
    Process p = started(() -> notes.await("go"));
    assertThrows(IllegalStateException.class, p::start);
    notes.put("go");
    p.join();
    assertThrows(IllegalStateException.class, p::start);
    assertEquals(0, p.getExitCode());
  }

  @Test
  @Tag("core")
  @DisplayName("12: close: an error while alive; afterwards every call fails; idempotent")
  void closeIsForTheEnd(Notes notes) {
    Process p = started("Process-1", () -> notes.await("go"));
    assertThrows(IllegalStateException.class, p::close);
    assertTrue(p.isAlive());
    notes.put("go");
    p.join();
    p.close();
    p.close();
    List<Runnable> calls =
        List.of(
            p::start,
            p::join,
            () -> p.join(Duration.ZERO),
            p::isAlive,
            p::getName,
            () -> p.setName("other"),
            p::isDaemon,
            () -> p.setDaemon(true),
            p::getAuthKey,
            () -> p.setAuthKey("key"),
            p::getPid,
            p::getExitCode,
            p::getFailure,
            p::stop,
            () -> p.stop(Duration.ZERO),
            p::interrupt,
            p::terminate,
            p::kill,
            p::killTree,
            p::onExit,
            p::toHandle,
            p::sentinel);
    for (int i = 0; i < calls.size(); i++) {
      assertThrows(IllegalStateException.class, calls.get(i)::run, "call " + i);
    }
    assertEquals("<Process(Process-1, closed)>", p.toString());
  }

  @Test
  @DisplayName("12: an unstarted process may be closed")
  void unstartedProcessMayBeClosed() {
    Process p = new Process(() -> {});
    p.close();
    assertThrows(IllegalStateException.class, p::start);
  }

  private static void recurse(Notes notes, int depth) {
    String name = Process.current().getName();
    synchronized (ProcessIT.class) {
      notes.put(name);
    }
    if (depth < 2) {
      for (int i = 0; i < 2; i++) {
        Process child = started(() -> recurse(notes, depth + 1));
        child.join();
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName("13: recursive spawning: names by generation, depth first")
  void namesTellTheGenerations(Notes notes) {
    Process p = new Process(() -> recurse(notes, 0));
    String root = p.getName();
    assertTrue(root.matches("Process-\\d+"), root);
    p.start();
    ends(0, "stopped", p);
    List<String> expected = new ArrayList<>(List.of(root));
    for (int i = 1; i <= 2; i++) {
      expected.add(root + ":" + i);
      expected.add(root + ":" + i + ":1");
      expected.add(root + ":" + i + ":2");
    }
    assertEquals(expected, List.copyOf(Directories.list(notes.path(""))));
  }

  @Test
  @Tag("core")
  @DisplayName("14: the main process has no parent; a child's has this pid and name")
  void parentIsKnown(Notes notes) {
    Process main = Process.current();
    assertNull(Process.parent());
    assertEquals("MainProcess", main.getName());
    assertEquals("<Process(MainProcess, started)>", main.toString());
    assertEquals(ProcessHandle.current().pid(), main.getPid());
    assertEquals(ProcessHandle.current(), main.toHandle());
    assertTrue(main.isAlive());
    assertNull(main.getExitCode());
    Process p =
        started(
            "worker",
            () -> {
              Process parent = Process.parent();
              notes.put("name", parent.getName());
              notes.put("pid", parent.getPid());
              notes.put("alive", parent.isAlive());
              notes.put("joined", parent.join(Duration.ofMillis(50)));
              notes.put("handle", parent.toHandle().pid());
              notes.put("shown", parent);
              try {
                parent.terminate();
                notes.put("terminated");
              } catch (IllegalStateException e) {
                notes.put("refused");
              }
            });
    ends(0, "stopped", p);
    assertEquals("MainProcess", notes.get("name"));
    assertEquals(ProcessHandle.current().pid(), notes.getLong("pid"));
    assertEquals(ProcessHandle.current().pid(), notes.getLong("handle"));
    assertEquals("true", notes.get("alive"));
    assertEquals("false", notes.get("joined"));
    assertEquals("<Process(MainProcess, started)>", notes.get("shown"));
    assertTrue(notes.has("refused"));
  }

  @Test
  @DisplayName("14: a grandchild's parent is the child, and the child may rename itself")
  void parentOfAGrandchild(Notes notes) {
    Process p =
        started(
            "middle",
            () -> {
              Process.current().setName("renamed");
              Process grandchild =
                  started(
                      () -> {
                        notes.put("name", Process.parent().getName());
                        notes.put("pid", Process.parent().getPid());
                      });
              grandchild.join();
            });
    ends(0, "stopped", p);
    assertEquals("renamed", notes.get("name"));
    assertEquals(p.getPid(), notes.getLong("pid"));
    assertEquals("middle", p.getName());
  }

  @Test
  @Tag("core")
  @DisplayName("15: 20 that do nothing: all 0; 20 sleepers, terminated: all -15")
  void manyAtOnce() {
    List<Process> nothing = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      nothing.add(started(() -> {}));
    }
    for (Process p : nothing) {
      assertEquals(0, exitCode(p));
    }
    List<Process> sleepers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sleepers.add(started(() -> Processing.sleep(Duration.ofHours(1))));
    }
    sleepers.forEach(Process::terminate);
    for (Process p : sleepers) {
      assertEquals(-15, exitCode(p));
    }
  }

  @Test
  @Tag("core")
  @DisplayName("19: stdout and stderr closed by the child: still 0")
  void streamsClosedByTheChild(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              System.out.close();
              System.err.close();
              System.out.println("lost");
              notes.put("end");
            });
    ends(0, "stopped", p);
    assertTrue(notes.has("end"));
  }

  private static final String DAEMON = "daemon ";

  @Test
  @DisplayName("21: daemon omitted, true, false: inherited, true, false")
  void daemonIsInherited(Notes notes) {
    assertFalse(new Process(() -> {}).isDaemon());
    assertTrue(Process.builder().daemon(true).build().isDaemon());
    assertFalse(Process.builder().daemon(false).build().isDaemon());
    Process p =
        Process.builder()
            .daemon(true)
            .target(
                () -> {
                  notes.put(DAEMON + "self", Process.current().isDaemon());
                  notes.put(DAEMON + "omitted", new Process(() -> {}).isDaemon());
                  notes.put(DAEMON + "false", Process.builder().daemon(false).build().isDaemon());
                })
            .build();
    p.start();
    p.join();
    assertEquals("true", notes.get(DAEMON + "self"));
    assertEquals("true", notes.get(DAEMON + "omitted"));
    assertEquals("false", notes.get(DAEMON + "false"));
  }

  @Test
  @DisplayName("21: setDaemon before start counts, after it is an error")
  void setDaemonIsForTheTimeBeforeTheStart() {
    Process p = new Process("Process-1", () -> {});
    p.setDaemon(true);
    assertEquals("<Process(Process-1, initial daemon)>", p.toString());
    p.setDaemon(false);
    p.start();
    assertThrows(IllegalStateException.class, () -> p.setDaemon(true));
    p.join();
    assertThrows(IllegalStateException.class, () -> p.setDaemon(true));
    assertFalse(p.isDaemon());
  }

  /** As in the ancestor's tests: a process of its own class, with state. */
  static class Upper extends Process {
    private static final long serialVersionUID = 1;

    private final Notes notes;
    private final String text;

    Upper(Notes notes, String text) {
      this.notes = notes;
      this.text = text;
    }

    @Override
    public void run() {
      notes.put("upper", text.toUpperCase(java.util.Locale.ROOT));
      notes.put("same", Process.current() == this);
      notes.put("shown", this);
      notes.put("pid", getPid());
      notes.put("daemon", isDaemon());
      notes.put("parent", Process.parent().getName());
      notes.put("child", new Process(() -> {}).getName());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("22: a subclass overriding run is sent whole, and is the current process")
  void subclassIsSentWhole(Notes notes) {
    Upper p = new Upper(notes, "abc");
    String name = p.getName();
    assertTrue(name.matches("Upper-\\d+"), name);
    assertEquals("<Upper(" + name + ", initial)>", p.toString());
    p.start();
    ends(0, "stopped", p);
    assertEquals("ABC", notes.get("upper"));
    assertEquals("true", notes.get("same"));
    assertEquals("<Upper(" + name + ", started)>", notes.get("shown"));
    assertEquals(p.getPid(), notes.getLong("pid"));
    assertEquals("MainProcess", notes.get("parent"));
    assertEquals(name.replace("Upper", "Process") + ":1", notes.get("child"));
  }

  @Test
  @DisplayName("22: a subclass may call super.run(), which runs its target")
  void subclassMayCallSuperRun(Notes notes) {
    Process p = new AroundTarget(notes);
    p.start();
    assertEquals(0, exitCode(p));
    assertTrue(notes.has("before"));
    assertTrue(notes.has("target"));
    assertTrue(notes.has("after"));
  }

  static final class AroundTarget extends Process {
    private static final long serialVersionUID = 1;

    private final Notes notes;

    AroundTarget(Notes notes) {
      super(() -> notes.put("target"));
      this.notes = notes;
    }

    @Override
    public void run() throws Exception {
      notes.put("before");
      super.run();
      notes.put("after");
    }
  }

  @Test
  @DisplayName("22: a subclass that does not override run has its target run")
  void subclassWithoutRun(Notes notes) {
    Process p = new Plain(notes);
    assertTrue(p.getName().matches("Plain-\\d+"), p::getName);
    p.start();
    assertEquals(0, exitCode(p));
    assertTrue(notes.has("target"));
  }

  static final class Plain extends Process {
    private static final long serialVersionUID = 1;

    Plain(Notes notes) {
      super(() -> notes.put("target"));
    }
  }

  @Test
  @DisplayName("22: run() may be called in the calling process too")
  void runMayBeCalledLocally(Notes notes) throws Exception {
    long[] seen = new long[1];
    Process.builder()
        .target(a -> notes.put("pid", a.getLong(0)), ProcessHandle.current().pid())
        .build()
        .run();
    assertEquals(ProcessHandle.current().pid(), notes.getLong("pid"));
    new Process(() -> seen[0]++).run();
    assertEquals(1, seen[0]);
    new Process().run();
    new AroundTarget(notes).run();
    assertTrue(notes.has("target"));
    assertTrue(notes.has("after"));
    Process.builder()
        .mainClass(LeavesItsArguments.class.getName(), notes.directory(), "x")
        .build()
        .run();
    assertEquals("[x]", notes.get("arguments"));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Process(
                        () -> {
                          throw new IllegalStateException("as it is");
                        })
                    .run());
    assertEquals("as it is", thrown.getMessage());
  }

  @Test
  @DisplayName("without a target: a process that does nothing")
  void withoutTarget() {
    Process p = new Process();
    p.start();
    assertEquals(0, exitCode(p));
    Process q = new Process((io.github.processing4j.Target) null);
    q.start();
    assertEquals(0, exitCode(q));
  }

  @Test
  @Tag("core")
  @DisplayName("mainClass runs a main method with its arguments")
  void mainClassRunsAMain(Notes notes) {
    Process p =
        Process.builder()
            .mainClass(LeavesItsArguments.class.getName(), notes.directory(), "a b", "", "\"ü\\")
            .build();
    p.start();
    assertEquals(0, exitCode(p));
    assertEquals("[a b, , \"ü\\]", notes.get("arguments"));
    assertEquals(p.getPid(), notes.getLong("pid"));
  }

  @Test
  @DisplayName("the key is inherited from the creator and may be set")
  void authKeyIsInherited(Notes notes) {
    Process main = Process.current();
    byte[] before = main.getAuthKey();
    assertEquals(32, before.length);
    Process old = new Process(() -> {});
    try {
      main.setAuthKey("secret ü");
      Process p =
          started(
              () -> {
                notes.put("key", Arrays.toString(Process.current().getAuthKey()));
                Process.current().setAuthKey("deeper");
                Process grandchild =
                    started(
                        () ->
                            notes.put(
                                "grandchild",
                                new String(
                                    Process.current().getAuthKey(), StandardCharsets.UTF_8)));
                grandchild.join();
              });
      byte[] key = "secret ü".getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(key, p.getAuthKey());
      p.join();
      assertEquals(Arrays.toString(key), notes.get("key"));
      assertEquals("deeper", notes.get("grandchild"));
    } finally {
      main.setAuthKey(before);
    }
    assertArrayEquals(before, old.getAuthKey());
    Process other = Process.builder().authKey("other").build();
    assertArrayEquals("other".getBytes(StandardCharsets.UTF_8), other.getAuthKey());
    other.getAuthKey()[0]++;
    assertArrayEquals("other".getBytes(StandardCharsets.UTF_8), other.getAuthKey());
    other.setAuthKey(new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, other.getAuthKey());
  }

  @Test
  @DisplayName("the builder: group must be null, keyword arguments need a target that takes them")
  void builderChecks() {
    assertNotNull(Process.builder().group(null).build());
    assertThrows(IllegalArgumentException.class, () -> Process.builder().group("group"));
    assertThrows(
        IllegalStateException.class,
        () -> Process.builder().target(() -> {}).kwargs(Map.of("a", 1)).build());
    assertThrows(NullPointerException.class, () -> Process.builder().name(null));
    assertThrows(IllegalArgumentException.class, () -> Processing.getContext("fork"));
  }

  @Test
  @DisplayName("the builder may be used again; the last target counts")
  void builderMayBeUsedAgain(Notes notes) {
    Process.Builder builder =
        Process.builder().mainClass("none").target(() -> notes.put("a")).name("same");
    Process first = builder.build();
    Process second = builder.target(() -> notes.put("b")).build();
    first.start();
    second.start();
    assertEquals(0, exitCode(first));
    assertEquals(0, exitCode(second));
    assertTrue(notes.has("a"));
    assertTrue(notes.has("b"));
    assertEquals("same", second.getName());
    assertNotEquals(first, second);
  }

  @Test
  @DisplayName("names: set before the start they reach the child, afterwards only this side")
  void namesMayBeSet(Notes notes) {
    Process p = new Process(() -> notes.put("name", Process.current().getName()));
    p.setName("Prozeß №1 \"x\"");
    p.start();
    p.setName("later");
    p.join();
    assertEquals("Prozeß №1 \"x\"", notes.get("name"));
    assertEquals("<Process(later, stopped)>", p.toString());
  }

  @Test
  @Tag("core")
  @DisplayName("joining oneself, or before the start, is an error")
  void joinOfOneselfOrBeforeTheStart(Notes notes) {
    assertThrows(IllegalStateException.class, () -> Process.current().join());
    assertThrows(IllegalStateException.class, () -> Process.current().join(Duration.ZERO));
    assertThrows(IllegalStateException.class, () -> new Process(() -> {}).join());
    Process p =
        started(
            () -> {
              try {
                Process.current().join();
              } catch (IllegalStateException e) {
                notes.put("refused");
              }
            });
    assertEquals(0, exitCode(p));
    assertTrue(notes.has("refused"));
  }

  @Test
  @Tag("core")
  @DisplayName("a handle in another process tells name and pid; the rest is the creator's")
  void foreignHandleTellsNameAndPid(Notes notes) {
    Process first = started("first", () -> notes.await("go"));
    Process second =
        started(
            () -> {
              notes.put("name", first.getName());
              notes.put("pid", first.getPid());
              List<Runnable> calls =
                  List.of(
                      first::start,
                      first::join,
                      () -> first.join(Duration.ZERO),
                      first::isAlive,
                      first::getExitCode,
                      first::getFailure,
                      first::stop,
                      first::terminate,
                      first::kill,
                      first::killTree,
                      first::interrupt,
                      first::onExit,
                      first::sentinel,
                      first::toHandle,
                      () -> first.setDaemon(true));
              int refused = 0;
              for (Runnable call : calls) {
                try {
                  call.run();
                } catch (IllegalStateException e) {
                  refused++;
                }
              }
              notes.put("refused", refused + " of " + calls.size());
              notes.put("shown", first.toString());
            });
    assertEquals(0, exitCode(second));
    assertEquals("first", notes.get("name"));
    assertEquals(first.getPid(), notes.getLong("pid"));
    assertEquals("15 of 15", notes.get("refused"));
    assertEquals("<Process(first, unknown)>", notes.get("shown"));
    assertTrue(first.isAlive());
    notes.put("go");
    assertEquals(0, exitCode(first));
  }

  @Test
  @Tag("core")
  @DisplayName("onExit, sentinel and toHandle tell of the end")
  void endIsToldInEveryWay(Notes notes) throws Exception {
    Process p = started(() -> notes.await("go"));
    CompletableFuture<Process> exit = p.onExit();
    CompletableFuture<Integer> code = exit.thenApply(Process::getExitCode);
    Sentinel sentinel = p.sentinel();
    ProcessHandle handle = p.toHandle();
    assertFalse(exit.isDone());
    assertFalse(sentinel.isReady());
    assertEquals(p.getPid(), handle.pid());
    assertTrue(handle.isAlive());
    notes.put("go");
    assertSame(p, exit.get());
    assertEquals(0, code.get());
    assertTrue(sentinel.isReady());
    assertFalse(p.isAlive());
    assertFalse(Processing.activeChildren().contains(p));
    assertTrue(p.onExit().isDone());
  }

  @Test
  @DisplayName("the end is noticed without a join")
  void endIsNoticedWithoutJoin() {
    Process p = started("Process-1", () -> System.exit(3));
    Eventually.become("end", () -> !p.isAlive());
    assertEquals("<Process(Process-1, stopped[3])>", p.toString());
    assertEquals(3, p.getExitCode());
  }

  @Test
  @DisplayName("many threads may join one process")
  void manyThreadsMayJoin(Notes notes) throws Exception {
    Process p = started(() -> notes.await("go"));
    List<CompletableFuture<Integer>> joins = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CompletableFuture<Integer> join = new CompletableFuture<>();
      joins.add(join);
      Thread thread =
          new Thread(
              () -> {
                p.join();
                join.complete(p.getExitCode());
              });
      thread.setDaemon(true);
      thread.start();
    }
    notes.put("go");
    for (CompletableFuture<Integer> join : joins) {
      assertEquals(0, join.get());
    }
  }

  @Test
  @DisplayName("an interrupted join throws, with the flag set; the child lives on")
  void interruptedJoin(Notes notes) {
    Process p = started(() -> notes.await("go"));
    Thread.currentThread().interrupt();
    assertThrows(ProcessingInterruptedException.class, p::join);
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertThrows(ProcessingInterruptedException.class, () -> p.join(Duration.ofSeconds(10)));
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertThrows(ProcessingInterruptedException.class, () -> Processing.sleep(1000));
    assertTrue(Thread.interrupted());
    assertTrue(p.isAlive());
    notes.put("go");
    assertEquals(0, exitCode(p));
  }

  @Test
  @DisplayName("start() works with the interrupt flag set, and keeps it")
  void startWithTheFlagSet() {
    Process p = new Process(() -> {});
    Thread.currentThread().interrupt();
    p.start();
    assertTrue(Thread.interrupted());
    assertEquals(0, exitCode(p));
  }

  @Test
  @DisplayName("killTree ends native descendants too")
  void killTreeEndsNativeDescendants() {
    Process p =
        started(
            () -> {
              java.lang.Process shell = new ProcessBuilder("sh", "-c", "sleep 1000 & wait").start();
              shell.waitFor();
            });
    Eventually.become("shell and sleep", () -> p.toHandle().descendants().count() == 2);
    List<ProcessHandle> all = p.toHandle().descendants().toList();
    p.killTree();
    ends(-9, "stopped[SIGKILL]", p);
    Eventually.become(
        "end of all", () -> all.stream().allMatch(handle -> Eventually.isGone(handle.pid())));
  }

  @Test
  @DisplayName("the seed's session prints what the seed prints")
  void seedsSession() throws Exception {
    try (TestJvm jvm = TestJvm.of(PrintsTheSeedsSession.class).start()) {
      assertEquals(0, jvm.awaitExit(), jvm::err);
      assertEquals(
          List.of(
              "<Process(Process-1, initial)>",
              "<Process(Process-1, started)>",
              "<Process(Process-1, stopped[ProcessExit])>",
              "<Process(Process-2, stopped[SIGTERM])>",
              "True",
              "<Process(Process-3, initial daemon)>",
              "<Process(Process-3, started daemon)>",
              "<Process(Process-3, stopped daemon)>",
              "<Process(Process-4, stopped[1])>",
              "<Counter(Counter-5, initial)>",
              "<Counter(Counter-5, stopped)>",
              "<Process(MainProcess, started)>"),
          List.of(jvm.out().split("\n")));
      assertEquals("", jvm.err());
    }
  }
}
