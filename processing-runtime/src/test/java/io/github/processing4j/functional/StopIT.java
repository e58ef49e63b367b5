package io.github.processing4j.functional;

import static io.github.processing4j.functional.Eventually.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessDiedException;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.Processing;
import io.github.processing4j.ProgressTask;
import io.github.processing4j.Target;
import io.github.processing4j.spi.TaskListener;
import io.github.processing4j.spi.Work;
import io.github.processing4j.sync.Lock;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class StopIT {

  private static Process started(String name, Target target) {
    Process process = new Process(name, target);
    process.start();
    return process;
  }

  private static void sleepForLong() {
    Processing.sleep(Duration.ofHours(1));
  }

  @Test
  @Tag("core")
  @DisplayName("1: the child catches ProcessExit and ends its loop: stopped, 0")
  void stopIsCaughtAndLoopEnds(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                while (true) {
                  Processing.sleep(10);
                }
              } catch (ProcessExit e) {
                notes.put("interrupted", Thread.currentThread().isInterrupted());
              }
            });
    notes.await("ready");
    p.stop();
    ends(0, "stopped", p);
    assertEquals("false", notes.get("interrupted"), "the stop left its interrupt behind");
    assertNull(p.getFailure());
  }

  @Test
  @Tag("core")
  @DisplayName("2: the child catches ProcessExit and exits with 1: stopped[1]")
  void stopIsCaughtAndExitsWithOne(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                sleepForLong();
              } catch (ProcessExit e) {
                System.exit(1);
              }
            });
    notes.await("ready");
    p.stop();
    ends(1, "stopped[1]", p);
  }

  @Test
  @Tag("core")
  @DisplayName("3: the child rethrows ProcessExit: stopped[ProcessExit], 127, silently")
  void stopIsRethrown(Notes notes) {
    Process p =
        Process.builder()
            .jvm(JvmOptions.builder().error(Redirect.to(notes.path("err").toFile())).build())
            .target(
                () -> {
                  notes.put("ready");
                  try {
                    sleepForLong();
                  } catch (ProcessExit e) {
                    throw e;
                  }
                })
            .build();
    p.start();
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    assertNull(p.getFailure());
    assertEquals("", notes.get("err"));
  }

  @Test
  @Tag("core")
  @DisplayName("4: the child never blocks: it runs to completion, stopped")
  void stopIsIgnoredByAChildThatDoesNotBlock(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              notes.put("finished");
            });
    notes.await("ready");
    p.stop();
    ends(0, "stopped", p);
    assertTrue(notes.has("finished"));
  }

  @Test
  @Tag("core")
  @DisplayName("4: the child catches and ignores every stop: it runs to completion, stopped")
  void everyStopIsRaisedOnceAndMayBeIgnored(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              for (int i = 1; i <= 3; i++) {
                notes.put("ready " + i);
                try {
                  sleepForLong();
                } catch (ProcessExit e) {
                  notes.put("caught " + i);
                }
                // Raised once: the next blocking call is not disturbed.
                Processing.sleep(1);
              }
            });
    for (int i = 1; i <= 3; i++) {
      notes.await("ready " + i);
      p.stop();
      notes.await("caught " + i);
    }
    ends(0, "stopped", p);
  }

  @Test
  @Tag("core")
  @DisplayName("5: terminate, kill, ProcessHandle.destroy and an outside kill end any child")
  void anyChildEndsBySignals(Notes notes) throws Exception {
    Target stubborn =
        () -> {
          notes.put("ready " + Process.current().getName());
          while (true) {
            try {
              sleepForLong();
            } catch (ProcessExit e) {
              notes.put("caught");
            }
          }
        };
    List<String> names = List.of("terminate", "kill", "destroy", "outside", "killTree");
    List<Process> all = names.stream().map(name -> started(name, stubborn)).toList();
    names.forEach(name -> notes.await("ready " + name));
    all.get(0).terminate();
    all.get(1).kill();
    assertTrue(ProcessHandle.of(all.get(2).getPid()).orElseThrow().destroy());
    Shell.kill("TERM", all.get(3).getPid());
    all.get(4).killTree();
    ends(-15, "stopped[SIGTERM]", all.get(0));
    ends(-9, "stopped[SIGKILL]", all.get(1));
    ends(-15, "stopped[SIGTERM]", all.get(2));
    ends(-15, "stopped[SIGTERM]", all.get(3));
    ends(-9, "stopped[SIGKILL]", all.get(4));
  }

  @Test
  @DisplayName("3: a stop whose interrupt the child swallows is raised by a lock that is free")
  void stopWhoseInterruptIsSwallowed(Notes notes) {
    Lock lock = Processing.lock();
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              while (true) {
                try {
                  Thread.sleep(5);
                } catch (InterruptedException e) {
                  notes.put("swallowed");
                }
                lock.acquire();
                lock.release();
              }
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    lock.close();
  }

  @Test
  @DisplayName(
      "3: a stop that hangs in a hook and is killed is a SIGKILL, not stopped[ProcessExit]")
  void killedWhileItStops(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              Runtime.getRuntime()
                  .addShutdownHook(
                      new Thread(
                          () -> {
                            notes.put("hook");
                            sleepForLong();
                          }));
              notes.put("ready");
              sleepForLong();
            });
    notes.await("ready");
    p.stop();
    notes.await("hook");
    p.kill();
    ends(-9, "stopped[SIGKILL]", p);
  }

  @Test
  @Tag("core")
  @DisplayName("26e: stop before the target's first statement counts")
  void stopBeforeTheFirstStatementCounts(Notes notes) {
    Process uncaught = started("uncaught", StopIT::sleepForLong);
    uncaught.stop();
    Process caught =
        started(
            "caught",
            () -> {
              try {
                sleepForLong();
              } catch (ProcessExit e) {
                notes.put("caught");
              }
            });
    caught.stop();
    ends(127, "stopped[ProcessExit]", uncaught);
    ends(0, "stopped", caught);
    assertTrue(notes.has("caught"));
  }

  @Test
  @DisplayName("26e: stop at any moment of the child's start counts, once")
  void stopAtAnyMomentOfTheStartCounts() throws Exception {
    for (int millis = 0; millis < 100; millis += 7) {
      Process p =
          started(
              "worker",
              () -> {
                try {
                  sleepForLong();
                } catch (ProcessExit e) {
                  Processing.sleep(20);
                }
              });
      // Not a wait for something: the moment of the stop is what varies.
      Thread.sleep(millis);
      p.stop();
      ends(0, "stopped", p);
    }
  }

  @Test
  @DisplayName("an InterruptedException of a stop, uncaught: stopped[ProcessExit]")
  void sleepOfTheThreadIsInterruptedAndNotCaught(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              Thread.sleep(3_600_000);
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    assertNull(p.getFailure());
  }

  @Test
  @DisplayName("an InterruptedException of a stop, wrapped: stopped[ProcessExit]")
  void interruptedExceptionIsWrapped(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                Thread.sleep(3_600_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException("wrapped", new RuntimeException(e));
              }
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("a ProcessExit in a chain of causes: stopped[ProcessExit]")
  void processExitIsWrapped(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                sleepForLong();
              } catch (ProcessExit e) {
                throw new IllegalStateException(new ExecutionException(e));
              }
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("an InterruptedException of a stop, swallowed: the next blocking call raises")
  void swallowedInterruptIsRaisedByTheNextBlockingCall(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                Thread.sleep(3_600_000);
              } catch (InterruptedException e) {
                notes.put("swallowed");
              }
              Processing.sleep(1);
              notes.put("went on");
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    assertTrue(notes.has("swallowed"));
    assertFalse(notes.has("went on"));
  }

  @Test
  @DisplayName("an InterruptedException of a stop, swallowed for good: runs to completion")
  void swallowedInterruptWithoutAnotherBlockingCall(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              try {
                Thread.sleep(3_600_000);
              } catch (InterruptedException e) {
                return;
              }
            });
    notes.await("ready");
    p.stop();
    ends(0, "stopped", p);
  }

  @Test
  @DisplayName("stop ends a take of the JDK's BlockingQueue")
  void stopEndsAJdkBlockingCall(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              BlockingQueue<String> empty = new LinkedBlockingQueue<>();
              notes.put("ready");
              empty.take();
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("stop reaches the main thread alone")
  void stopReachesTheMainThreadAlone(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              Thread other =
                  new Thread(
                      () -> {
                        while (!notes.has("go")) {
                          Processing.sleep(2);
                        }
                        notes.put("other finished");
                      });
              other.start();
              notes.put("ready");
              try {
                sleepForLong();
              } catch (ProcessExit e) {
                notes.put("caught");
              }
              other.join();
            });
    notes.await("ready");
    p.stop();
    notes.await("caught");
    notes.put("go");
    ends(0, "stopped", p);
    assertTrue(notes.has("other finished"));
  }

  @Test
  @DisplayName("a stopped child does not wait for its other threads")
  void stoppedChildDoesNotWaitForItsOtherThreads(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              new Thread(StopIT::sleepForLong).start();
              notes.put("ready");
              sleepForLong();
            });
    notes.await("ready");
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("a stop ends a child that joins its own child, and that one too")
  void stopEndsAChildThatJoinsItsOwnChild(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              Process grandchild =
                  Processing.start(
                      () -> {
                        notes.put("grandchild", Process.current().getPid());
                        sleepForLong();
                      });
              grandchild.join();
            });
    long grandchild = notes.awaitLong("grandchild");
    Leftovers.track(grandchild);
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    Eventually.become("end of the grandchild", () -> Eventually.isGone(grandchild));
  }

  @Test
  @DisplayName("a plain exit(127) is no stop: stopped[127]")
  void plainExitWith127IsNoStop() {
    ends(127, "stopped[127]", started("worker", () -> System.exit(127)));
  }

  @Test
  @DisplayName("a ProcessExit that nobody asked for ends the child alike")
  void processExitThrownByTheTargetItself() {
    Process p =
        started(
            "worker",
            () -> {
              throw new ProcessExit();
            });
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("an InterruptedException without a stop is a failure")
  void interruptWithoutStopIsAFailure() {
    Process p =
        started(
            "worker",
            () -> {
              Thread.currentThread().interrupt();
              Thread.sleep(1);
            });
    ends(1, "stopped[1]", p);
    assertInstanceOf(InterruptedException.class, p.getFailure());
  }

  @Test
  @DisplayName("stop before start is an error, after the end nothing")
  void stopBeforeStartAndAfterTheEnd() {
    Process p = new Process("worker", () -> {});
    assertThrows(IllegalStateException.class, p::stop);
    assertThrows(IllegalStateException.class, () -> p.stop(Duration.ofSeconds(1)));
    assertThrows(IllegalStateException.class, p::terminate);
    assertThrows(IllegalStateException.class, p::kill);
    assertThrows(IllegalStateException.class, p::killTree);
    assertThrows(IllegalStateException.class, p::interrupt);
    p.start();
    ends(0, "stopped", p);
    p.stop();
    p.stop(Duration.ofSeconds(1));
    p.interrupt();
    p.terminate();
    p.kill();
    p.killTree();
    ends(0, "stopped", p);
  }

  @Test
  @DisplayName("stop(Duration): a child that heeds the stop ends by it")
  void ladderEndsWithTheStop(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              sleepForLong();
            });
    notes.await("ready");
    p.stop(Duration.ofSeconds(40));
    ends(127, "stopped[ProcessExit]", p);
  }

  @Test
  @DisplayName("stop(Duration): a child that ignores the stop is terminated, its hooks run")
  void ladderGoesOnToTerminate(Notes notes) throws Exception {
    Eventually.inTime(
        "end by SIGTERM",
        notes,
        own -> {
          Process p =
              started(
                  "worker",
                  () -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> own.put("hook")));
                    own.put("ready");
                    while (true) {
                      Thread.onSpinWait();
                    }
                  });
          own.await("ready");
          p.stop(Duration.ofSeconds(2));
          if (p.getExitCode() == -9) {
            return false;
          }
          ends(-15, "stopped[SIGTERM]", p);
          assertTrue(own.has("hook"));
          return true;
        });
  }

  @Test
  @DisplayName("stop(Duration): a child that ignores the stop and SIGTERM is killed")
  void ladderGoesOnToKill(Notes notes) throws Exception {
    Eventually.inTime(
        "hook before the kill",
        notes,
        own -> {
          Process p =
              started(
                  "worker",
                  () -> {
                    Runtime.getRuntime()
                        .addShutdownHook(
                            new Thread(
                                () -> {
                                  own.put("hook");
                                  sleepForLong();
                                }));
                    own.put("ready");
                    while (true) {
                      Thread.onSpinWait();
                    }
                  });
          own.await("ready");
          p.stop(Duration.ofSeconds(2));
          ends(-9, "stopped[SIGKILL]", p);
          return own.has("hook");
        });
  }

  @Test
  @DisplayName("stop(Duration.ZERO): ended all the same")
  void ladderWithoutGrace(Notes notes) {
    Process p =
        started(
            "worker",
            () -> {
              notes.put("ready");
              while (true) {
                Thread.onSpinWait();
              }
            });
    notes.await("ready");
    p.stop(Duration.ZERO);
    assertFalse(p.isAlive());
    assertTrue(p.getExitCode() == -9 || p.getExitCode() == -15, p::toString);
  }

  /** What the parent hears of a task. */
  private static final class Heard implements TaskListener {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final CompletableFuture<Object> end = new CompletableFuture<>();

    @Override
    public void progressed(double fraction, String message, Object payload) {
      messages.add(message);
    }

    @Override
    public void succeeded(Object result) {
      end.complete(result);
    }

    @Override
    public void failed(Throwable failure) {
      end.completeExceptionally(failure);
    }
  }

  private static Process reporting(ProgressTask<String> task, Heard heard) {
    Process p = Process.builder().work(new Work.OfTask(task, null, heard)).build();
    p.start();
    return p;
  }

  @Test
  @Tag("core")
  @DisplayName("26f: stop while the target reports progress: ProcessExit")
  void stopWhileReportingProgress(Notes notes) {
    Heard heard = new Heard();
    Process p =
        reporting(
            progress -> {
              for (long i = 0; ; i++) {
                progress.update(0.5, "at " + i);
              }
            },
            heard);
    Eventually.become("progress", () -> !heard.messages.isEmpty());
    p.stop();
    ends(127, "stopped[ProcessExit]", p);
    ExecutionException e = assertThrows(ExecutionException.class, heard.end::get);
    assertEquals(
        127, assertInstanceOf(ProcessDiedException.class, e.getCause()).exitCode(), e::toString);
  }

  @Test
  @Tag("core")
  @DisplayName("26f: stop while the target reports progress, caught: the link still works")
  void linkWorksAfterAStopThatIsCaught(Notes notes) throws Exception {
    Heard heard = new Heard();
    Process p =
        reporting(
            progress -> {
              for (int stop = 1; stop <= 3; stop++) {
                notes.put("ready " + stop);
                try {
                  for (long i = 0; ; i++) {
                    progress.publish(new byte[100_000]);
                    progress.update(0.5, "at " + i);
                  }
                } catch (ProcessExit e) {
                  notes.put("caught " + stop);
                }
              }
              progress.update(1, "last");
              return "result";
            },
            heard);
    for (int stop = 1; stop <= 3; stop++) {
      notes.await("ready " + stop);
      p.stop();
      notes.await("caught " + stop);
    }
    ends(0, "stopped", p);
    assertEquals("result", heard.end.get());
    assertEquals("last", heard.messages.get(heard.messages.size() - 1));
  }
}
