package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Context;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The behaviours of processes, where they are threads. */
@Functional
class ThreadContextIT {
  private static final Context THREADS = Processing.getContext("thread");

  private static Process started(String name, Target target) {
    Process p = THREADS.processBuilder().name(name).target(target).build();
    p.start();
    return p;
  }

  @Test
  @DisplayName("1–4: stop is caught, rethrown, ignored")
  void stop(Notes notes) {
    Process caught =
        started(
            "caught",
            () -> {
              notes.put("ready caught");
              try {
                Family.sleepForLong();
              } catch (ProcessExit e) {
                notes.put("flag", Thread.currentThread().isInterrupted());
              }
            });
    Process rethrown =
        started(
            "rethrown",
            () -> {
              notes.put("ready rethrown");
              Family.sleepForLong();
            });
    Process interrupted =
        started(
            "interrupted",
            () -> {
              notes.put("ready interrupted");
              try {
                Thread.sleep(3_600_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Process ignored =
        started(
            "ignored",
            () -> {
              notes.put("ready ignored");
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
    for (Process p : List.of(caught, rethrown, interrupted, ignored)) {
      notes.await("ready " + p.getName());
      p.stop();
    }
    ends(0, "stopped", caught);
    assertEquals("false", notes.get("flag"));
    ends(127, "stopped[ProcessExit]", rethrown);
    ends(127, "stopped[ProcessExit]", interrupted);
    ends(0, "stopped", ignored);
  }

  @Test
  @DisplayName("26e: stop before the target's first statement counts")
  void stopAtOnce() {
    for (int i = 0; i < 200; i++) {
      Process p = started("worker", Family::sleepForLong);
      p.stop();
      ends(127, "stopped[ProcessExit]", p);
    }
  }

  @Test
  @DisplayName("5: what a thread cannot do says so")
  void whatAThreadCannotDo(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              Family.sleepForLong();
            });
    notes.await("ready");
    List<Runnable> calls = List.of(p::interrupt, p::terminate, p::kill, p::killTree, p::toHandle);
    for (Runnable call : calls) {
      UnsupportedOperationException e =
          assertThrows(UnsupportedOperationException.class, call::run);
      assertTrue(e.getMessage().contains("spawn"), e::getMessage);
    }
    assertTrue(p.isAlive());
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("5: the ladder ends by its stop; what ignores it is told to be a thread")
  void ladder(Notes notes) {
    Process p = started("heeds", Family::sleepForLong);
    p.stop(Duration.ofSeconds(20));
    ends(127, "stopped[ProcessExit]", p);
    Process q =
        started(
            "ignores",
            () -> {
              notes.put("ready");
              while (!notes.has("go")) {
                Thread.onSpinWait();
              }
            });
    notes.await("ready");
    assertThrows(UnsupportedOperationException.class, () -> q.stop(Duration.ofMillis(100)));
    notes.put("go");
    ends(0, "stopped", q);
  }

  @Test
  @DisplayName("6–9: states, arguments, joins")
  void lifecycle(Notes notes) {
    List<Object> shared = new ArrayList<>();
    Process p =
        THREADS
            .processBuilder()
            .name("worker")
            .target(
                a -> {
                  shared.add(a.getInt(0) + a.getInt("two"));
                  notes.await("go");
                },
                1)
            .kwargs(Map.of("two", 2))
            .build();
    assertFalse(p.isAlive());
    assertNull(p.getPid());
    assertEquals("<Process(worker, initial)>", p.toString());
    assertThrows(IllegalStateException.class, p::join);
    p.start();
    assertTrue(p.isAlive());
    assertEquals(ProcessHandle.current().pid(), p.getPid());
    assertTrue(Processing.activeChildren().contains(p));
    assertEquals("<Process(worker, started)>", p.toString());
    assertFalse(p.join(Duration.ZERO));
    assertFalse(p.join(Duration.ofMillis(20)));
    assertNull(p.getExitCode());
    assertThrows(IllegalStateException.class, p::start);
    assertThrows(IllegalStateException.class, () -> p.setDaemon(true));
    assertThrows(IllegalStateException.class, p::close);
    notes.put("go");
    p.join();
    p.join();
    assertEquals(0, p.getExitCode());
    assertEquals(List.of(3), shared);
    assertFalse(Processing.activeChildren().contains(p));
    assertTrue(p.sentinel().isReady());
    assertSame(p, p.onExit().join());
    p.close();
    assertThrows(IllegalStateException.class, p::join);
  }

  @Test
  @DisplayName("7: from its first statement on, the target sees its own process whole")
  void currentIsWholeFromTheStart() throws Exception {
    for (int i = 0; i < 500; i++) {
      AtomicReference<String> seen = new AtomicReference<>();
      Process p =
          started(
              "worker",
              () -> {
                Process self = Process.current();
                seen.set(self.getPid() + " " + self.isAlive() + " " + self);
              });
      p.join();
      assertEquals(ProcessHandle.current().pid() + " true <Process(worker, started)>", seen.get());
    }
  }

  private static void recurse(List<String> names, int depth) {
    synchronized (names) {
      names.add(Process.current().getName());
    }
    if (depth < 2) {
      for (int i = 0; i < 2; i++) {
        Process child = THREADS.process(() -> recurse(names, depth + 1));
        child.start();
        child.join();
      }
    }
  }

  @Test
  @DisplayName("13, 14: names by generation, parents")
  void generations() {
    List<String> names = new ArrayList<>();
    Process p = THREADS.process(() -> recurse(names, 0));
    String root = p.getName();
    p.start();
    p.join();
    assertEquals(
        List.of(
            root,
            root + ":1",
            root + ":1:1",
            root + ":1:2",
            root + ":2",
            root + ":2:1",
            root + ":2:2"),
        names);
    AtomicReference<Process> parent = new AtomicReference<>();
    Process q = started("child", () -> parent.set(Process.parent()));
    q.join();
    assertSame(Process.current(), parent.get());
  }

  @Test
  @DisplayName("18: an uncaught exception: 1, and getFailure is that exception itself")
  void uncaughtException() {
    IOException thrown = new IOException("failed");
    Process p =
        started(
            "worker",
            () -> {
              throw thrown;
            });
    ends(1, "stopped[1]", p);
    assertSame(thrown, p.getFailure());
    Process q =
        started(
            "worker",
            () -> {
              throw new InterruptedException("without a stop");
            });
    ends(1, "stopped[1]", q);
    assertInstanceOf(InterruptedException.class, q.getFailure());
  }

  @Test
  @DisplayName("22: a subclass runs as itself: nothing is copied")
  void subclassRunsAsItself() throws Exception {
    AtomicReference<Process> seen = new AtomicReference<>();
    class Own extends Process {
      private static final long serialVersionUID = 1;

      Own() {
        super(THREADS.processBuilder());
      }

      @Override
      public void run() {
        seen.set(Process.current());
      }
    }
    Own own = new Own();
    own.start();
    own.join();
    assertSame(own, seen.get());
    assertEquals(0, exitCode(own));
  }

  @Test
  @DisplayName("joining oneself is an error")
  void joinOfOneself() {
    Process p = started("worker", () -> Process.current().join());
    assertEquals(1, exitCode(p));
    assertInstanceOf(IllegalStateException.class, p.getFailure());
  }

  @Test
  @DisplayName("contexts: names, equality, the default of children")
  void contexts(Notes notes) {
    assertTrue(Processing.getAllStartMethods().containsAll(List.of("spawn", "thread")));
    assertEquals("spawn", Processing.getAllStartMethods().get(0));
    assertEquals(THREADS, Processing.getContext("thread"));
    assertEquals("thread", THREADS.getStartMethod());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Processing.getContext("nothing"));
    assertTrue(e.getMessage().contains("spawn"), e::getMessage);
    Process p =
        Calls.started(
            () -> {
              Processing.setStartMethod("thread");
              Process inner = Calls.started(() -> {});
              inner.join();
              notes.put("same pid", inner.getPid().equals(Process.current().getPid()));
              Process outer =
                  Processing.getContext("spawn")
                      .start(
                          () -> {
                            notes.put("inherited", Processing.getStartMethod());
                          });
              outer.join();
            });
    assertEquals(0, exitCode(p));
    assertEquals("true", notes.get("same pid"));
    assertEquals("thread", notes.get("inherited"));
    assertEquals("spawn", Processing.getStartMethod());
  }
}
