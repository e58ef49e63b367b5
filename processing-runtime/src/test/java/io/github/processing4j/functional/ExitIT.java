package io.github.processing4j.functional;

import static io.github.processing4j.functional.Calls.errTo;
import static io.github.processing4j.functional.Calls.started;
import static io.github.processing4j.functional.Eventually.ends;
import static io.github.processing4j.functional.Eventually.exitCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.session.AtExit;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Functional
class ExitIT {

  private static void sleepForLong() {
    Processing.sleep(Duration.ofHours(1));
  }

  @Test
  @Tag("core")
  @DisplayName("16: a non-daemon thread of the child: the child waits for it")
  void childWaitsForItsNonDaemonThreads(Notes notes) {
    Process p =
        started(
            () ->
                new Thread(
                        () -> {
                          notes.put("thread runs");
                          notes.await("go");
                          notes.put("thread ended");
                        })
                    .start());
    notes.await("thread runs");
    assertFalse(p.join(Duration.ofMillis(200)));
    notes.put("go");
    assertEquals(0, exitCode(p));
    assertTrue(notes.has("thread ended"));
  }

  @Test
  @Tag("core")
  @DisplayName("16: a daemon thread of the child: the child does not wait for it")
  void childDoesNotWaitForItsDaemonThreads() {
    Process p =
        started(
            () -> {
              Thread thread = new Thread(ExitIT::sleepForLong);
              thread.setDaemon(true);
              thread.start();
            });
    assertEquals(0, exitCode(p));
  }

  @Test
  @Tag("core")
  @DisplayName("17: System.exit(N) is N, also above 128")
  void exitCodesAreKept() {
    int[] codes = {0, 1, 3, 126, 127, 128, 129, 130, 134, 137, 139, 143, 192, 193, 255};
    Map<Integer, Process> exits = new LinkedHashMap<>();
    for (int code : codes) {
      exits.put(code, started("Process-1", () -> System.exit(code)));
    }
    exits.forEach((code, p) -> ends(code, code == 0 ? "stopped" : "stopped[" + code + "]", p));
    exits.values().forEach(p -> assertNull(p.getFailure()));
    assertEquals(255, exitCode(started(() -> System.exit(-1))));
  }

  @Test
  @Tag("core")
  @DisplayName("17: halt(N) is N, also above 128, with and without safepoints before")
  void haltCodesAreKept() {
    int[] codes = {0, 1, 9, 127, 130, 134, 137, 143, 255};
    Map<Integer, List<Process>> halts = new LinkedHashMap<>();
    for (int code : codes) {
      halts.put(
          code,
          List.of(
              started("Process-1", () -> Runtime.getRuntime().halt(code)),
              started(
                  "Process-1",
                  () -> {
                    System.gc();
                    Runtime.getRuntime().halt(code);
                  })));
    }
    halts.forEach(
        (code, all) -> {
          for (Process p : all) {
            ends(code, code == 0 ? "stopped" : "stopped[" + code + "]", p);
          }
        });
  }

  /** So many that the JVM moves the log of them, by which a halt is told from a SIGKILL. */
  private static void manySafepoints() {
    for (int i = 0; i < 1500; i++) {
      Thread.getAllStackTraces();
    }
  }

  @Test
  @Tag("core")
  @DisplayName("17: SIGKILL after safepoints is -9, also after very many")
  void killAfterSafepoints(Notes notes) {
    Process few =
        started(
            "Process-1",
            () -> {
              System.gc();
              notes.put("few");
              sleepForLong();
            });
    Process many =
        started(
            JvmOptions.builder().heap("16m").flags("-XX:+UseSerialGC"),
            () -> {
              manySafepoints();
              notes.put("many");
              sleepForLong();
            });
    Process manyAndHalt =
        started(
            JvmOptions.builder().heap("16m").flags("-XX:+UseSerialGC"),
            () -> {
              manySafepoints();
              Runtime.getRuntime().halt(137);
            });
    notes.await("few");
    few.kill();
    ends(-9, "stopped[SIGKILL]", few);
    notes.await("many");
    many.kill();
    assertEquals(-9, exitCode(many));
    assertEquals(137, exitCode(manyAndHalt));
  }

  @Test
  @DisplayName("17: halt in a shutdown hook, after SIGTERM too, is what halt says")
  void haltInAHook(Notes notes) {
    Process exits =
        started(
            () -> {
              Runtime.getRuntime()
                  .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(137)));
              System.exit(3);
            });
    Process terminated =
        started(
            () -> {
              Runtime.getRuntime()
                  .addShutdownHook(
                      new Thread(
                          () -> {
                            notes.put("hook");
                            Runtime.getRuntime().halt(4);
                          }));
              notes.put("ready");
              sleepForLong();
            });
    assertEquals(137, exitCode(exits));
    notes.await("ready");
    terminated.terminate();
    assertEquals(4, exitCode(terminated));
    assertTrue(notes.has("hook"));
  }

  @Test
  @DisplayName("5: SIGTERM when the target is done and the JVM is about to end: -15, not exit(143)")
  void terminatedAsTheTargetEnds() {
    Process p =
        started(
            () ->
                AtExit.run(
                    () -> {
                      // On the main thread, which has returned from the target.
                      try {
                        Shell.kill("TERM", ProcessHandle.current().pid());
                      } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      sleepForLong();
                    }));
    ends(-15, "stopped[SIGTERM]", p);
  }

  @Test
  @DisplayName("17: another thread exits while the main thread runs")
  void exitFromAnotherThread() {
    Process p =
        started(
            () -> {
              new Thread(() -> System.exit(5)).start();
              sleepForLong();
            });
    assertEquals(5, exitCode(p));
    assertNull(p.getFailure());
  }

  /** An exception with state. */
  static final class Mishap extends Exception {
    private static final long serialVersionUID = 1;

    final List<String> details;

    Mishap(String message, Throwable cause, String... details) {
      super(message, cause);
      this.details = new ArrayList<>(Arrays.asList(details));
    }
  }

  private static void fail(String message) throws Mishap {
    Mishap mishap = new Mishap(message, new IOException("the cause"), "a", "b");
    mishap.addSuppressed(new IllegalStateException("suppressed"));
    throw mishap;
  }

  @Test
  @Tag("core")
  @DisplayName("18: an uncaught exception: trace on stderr, 1, and getFailure tells all")
  void uncaughtException(Notes notes) {
    Process p =
        Process.builder()
            .name("Process-1")
            .jvm(errTo(notes).build())
            .target(() -> fail("something: ü"))
            .build();
    p.start();
    ends(1, "stopped[1]", p);
    String[] err = notes.get("err").split("\n");
    assertEquals("Process Process-1:", err[0]);
    assertEquals(Mishap.class.getName() + ": something: ü", err[1]);
    assertTrue(err[2].contains("at " + ExitIT.class.getName() + ".fail"), err[2]);
    assertTrue(notes.get("err").contains("Caused by: java.io.IOException: the cause"));
    assertTrue(notes.get("err").endsWith("\n"));
    Mishap failure = assertInstanceOf(Mishap.class, p.getFailure());
    assertEquals("something: ü", failure.getMessage());
    assertEquals(List.of("a", "b"), failure.details);
    assertEquals("fail", failure.getStackTrace()[0].getMethodName());
    assertInstanceOf(IOException.class, failure.getCause());
    assertEquals("suppressed", failure.getSuppressed()[0].getMessage());
  }

  @Test
  @DisplayName("18: the child waits for its threads, then exits with 1")
  void uncaughtExceptionWhileThreadsRun(Notes notes) {
    Process p =
        started(
            () -> {
              new Thread(
                      () -> {
                        notes.await("go");
                        notes.put("thread ended");
                      })
                  .start();
              notes.put("ready");
              throw new IOException("failed");
            });
    notes.await("ready");
    assertFalse(p.join(Duration.ofMillis(200)));
    notes.put("go");
    assertEquals(1, exitCode(p));
    assertTrue(notes.has("thread ended"));
    assertEquals("failed", p.getFailure().getMessage());
  }

  @Test
  @DisplayName("18: what the target printed before is flushed, whatever streams it set")
  void outputIsFlushed(Notes notes) {
    Process p =
        Process.builder()
            .jvm(
                errTo(notes).output(ProcessBuilder.Redirect.to(notes.path("out").toFile())).build())
            .target(
                () -> {
                  System.setOut(
                      new java.io.PrintStream(
                          new java.io.BufferedOutputStream(
                              new java.io.FileOutputStream(java.io.FileDescriptor.out), 1 << 16),
                          false,
                          java.nio.charset.StandardCharsets.UTF_8));
                  System.out.print("no end of line");
                  System.err.print("error, ");
                  throw new IllegalStateException("failed");
                })
            .build();
    p.start();
    assertEquals(1, exitCode(p));
    assertEquals("no end of line", notes.get("out"));
    assertTrue(notes.get("err").startsWith("error, Process "), notes.get("err"));
  }

  @Test
  @DisplayName("18: an exception in another thread of the child does not end the child")
  void exceptionInAnotherThread(Notes notes) {
    Process p =
        started(
            errTo(notes),
            () -> {
              Thread thread =
                  new Thread(
                      () -> {
                        throw new IllegalStateException("elsewhere");
                      });
              thread.start();
              thread.join();
            });
    assertEquals(0, exitCode(p));
    assertNull(p.getFailure());
    assertTrue(notes.get("err").contains("elsewhere"));
  }

  /** An exception that cannot be written. */
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    final Thread field = Thread.currentThread();

    Unwritable(String message) {
      super(message);
    }
  }

  @Test
  @Tag("core")
  @DisplayName("18: an exception that cannot be written: RemoteFailure with type, message, stack")
  void exceptionThatCannotBeWritten(Notes notes) {
    Process p =
        started(
            errTo(notes),
            () -> {
              throw new Unwritable("not Serializable inside");
            });
    assertEquals(1, exitCode(p));
    RemoteFailure failure = assertInstanceOf(RemoteFailure.class, p.getFailure());
    assertEquals(Unwritable.class.getName(), failure.remoteType());
    assertEquals("not Serializable inside", failure.remoteMessage());
    assertTrue(failure.remoteStack().contains("exceptionThatCannotBeWritten"));
    assertTrue(notes.get("err").contains("not Serializable inside"));
  }

  /** An exception that throws when it is written, read, or asked. */
  static final class Troublesome extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String when;

    Troublesome(String when) {
      super(when);
      this.when = when;
    }

    @Override
    public String getMessage() {
      if (when.equals("asked")) {
        throw new AssertionError("asked");
      }
      return super.getMessage();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (when.equals("written")) {
        throw new AssertionError("written");
      }
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      switch (when) {
        case "read with an error" -> throw new AssertionError("read");
        case "read with an exception" -> throw new IllegalArgumentException("read");
        case "read with a refusal" -> throw new java.io.InvalidObjectException("read");
        default -> {}
      }
    }
  }

  @Test
  @DisplayName("18: exceptions that throw when written, read or asked: RemoteFailure")
  void troublesomeExceptions() {
    Map<String, Process> all = new LinkedHashMap<>();
    for (String when :
        List.of(
            "written",
            "asked",
            "read with an error",
            "read with an exception",
            "read with a refusal")) {
      all.put(
          when,
          started(
              () -> {
                throw new Troublesome(when);
              }));
    }
    all.forEach(
        (when, p) -> {
          assertEquals(1, exitCode(p), when);
          if (!when.equals("asked")) {
            RemoteFailure failure = assertInstanceOf(RemoteFailure.class, p.getFailure(), when);
            assertEquals(Troublesome.class.getName(), failure.remoteType());
            assertEquals(when, failure.remoteMessage());
          } else {
            assertNotNull(p.getFailure(), when);
          }
        });
  }

  private static Class<?> foreignClass() throws ClassNotFoundException {
    return new ClassLoader(ExitIT.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        String own = Mishap.class.getName().replace('.', '/') + ".class";
        try (var in = ExitIT.class.getClassLoader().getResourceAsStream(own)) {
          byte[] bytes = in.readAllBytes();
          // The same class by a name of the same length.
          String text =
              new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                  .replace("ExitIT$Mishap", "ExitIT$Foreig");
          bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }.loadClass(ExitIT.class.getName() + "$Foreig");
  }

  @Test
  @DisplayName("18: an exception of a class that only the child has: RemoteFailure")
  void exceptionOfAClassThatOnlyTheChildHas() {
    Process p =
        started(
            () -> {
              Class<?> proxy = foreignClass();
              var constructor =
                  proxy.getDeclaredConstructor(String.class, Throwable.class, String[].class);
              constructor.setAccessible(true);
              throw (Exception) constructor.newInstance("unknown here", null, new String[0]);
            });
    assertEquals(1, exitCode(p));
    RemoteFailure failure = assertInstanceOf(RemoteFailure.class, p.getFailure());
    assertEquals(ExitIT.class.getName() + "$Foreig", failure.remoteType());
    assertEquals("unknown here", failure.remoteMessage());
    assertTrue(failure.remoteStack().contains("Foreig"));
  }

  @Test
  @Tag("core")
  @DisplayName("18: OutOfMemoryError and StackOverflowError in the target")
  void errorsOfTheJvm() {
    Process memory =
        started(
            JvmOptions.builder().heap("16m"),
            () -> {
              List<byte[]> all = new ArrayList<>();
              while (true) {
                all.add(new byte[1 << 20]);
              }
            });
    Process stack = started(() -> recurse(0));
    assertEquals(1, exitCode(memory));
    assertEquals(OutOfMemoryError.class.getName(), typeOf(memory.getFailure()));
    assertEquals(1, exitCode(stack));
    assertInstanceOf(StackOverflowError.class, stack.getFailure());
  }

  /** Also of one that the child had no memory left to tell as it is. */
  private static String typeOf(@Nullable Throwable failure) {
    assertNotNull(failure);
    return failure instanceof RemoteFailure remote
        ? remote.remoteType()
        : failure.getClass().getName();
  }

  private static int recurse(int depth) {
    return depth < 0 ? depth : recurse(depth + 1) + 1;
  }

  @Test
  @DisplayName("18: the memory is all used up and still held: 1, and a failure")
  void memoryUsedUpAndHeld() {
    Process p = started(JvmOptions.builder().heap("16m"), Hoard::fill);
    assertEquals(1, exitCode(p));
    assertNotNull(p.getFailure());
  }

  /** Holds all memory there is, to the last bytes. */
  static final class Hoard {
    private static final List<Object> ALL = new ArrayList<>(1 << 20);

    private Hoard() {}

    static void fill() {
      for (int size = 1 << 20; ; ) {
        try {
          ALL.add(new byte[size]);
        } catch (OutOfMemoryError e) {
          size /= 2;
          if (size < 16) {
            throw e;
          }
        }
      }
    }
  }

  @Test
  @DisplayName("18: a failure of 5 MB, and a chain of 100 causes")
  void largeFailures() {
    Process large =
        started(
            silent(),
            () -> {
              throw new IllegalStateException("x".repeat(5_000_000));
            });
    Process deep =
        started(
            silent(),
            () -> {
              Throwable at = new IOException("the root");
              for (int i = 0; i < 100; i++) {
                at = new ExecutionException("level " + i, at);
              }
              throw (Exception) at;
            });
    assertEquals(1, exitCode(large));
    assertEquals(5_000_000, large.getFailure().getMessage().length());
    assertEquals(1, exitCode(deep));
    Throwable at = deep.getFailure();
    while (at.getCause() != null) {
      at = at.getCause();
    }
    assertEquals("the root", at.getMessage(), () -> deep.getFailure().toString());
  }

  private static JvmOptions.Builder silent() {
    return JvmOptions.builder().error(ProcessBuilder.Redirect.DISCARD);
  }

  @Test
  @Tag("core")
  @DisplayName("20: a shutdown hook of the child runs at exit, at return, at SIGTERM and at stop")
  void shutdownHooksRun(Notes notes) {
    Map<String, Process> all = new LinkedHashMap<>();
    for (String how : List.of("exit", "return", "throw", "terminate", "stop")) {
      all.put(
          how,
          started(
              silent(),
              () -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> notes.put("hook at " + how)));
                notes.put("ready " + how);
                switch (how) {
                  case "exit" -> System.exit(0);
                  case "return" -> {}
                  case "throw" -> throw new IOException();
                  default -> sleepForLong();
                }
              }));
    }
    notes.await("ready terminate");
    all.get("terminate").terminate();
    notes.await("ready stop");
    all.get("stop").stop();
    Map<String, Integer> codes =
        Map.of("exit", 0, "return", 0, "throw", 1, "terminate", -15, "stop", 127);
    all.forEach(
        (how, p) -> {
          assertEquals(codes.get(how), exitCode(p), how);
          assertTrue(notes.has("hook at " + how), how);
        });
  }

  @Test
  @Tag("core")
  @DisplayName("26c: SIGTERM while the child's JVM still boots: -15")
  void terminateWhileBooting(Notes notes) throws Exception {
    for (int round = 0; round < 3; round++) {
      for (int millis = 0; millis < 60; millis += 4) {
        Process p = started(errTo(notes), ExitIT::sleepForLong);
        // Not a wait for something: the moment of the signal is what varies.
        Thread.sleep(millis);
        p.terminate();
        ends(-15, "stopped[SIGTERM]", p);
        assertNull(p.getFailure());
        // The JVM itself may have something to say.
        assertFalse(notes.get("err").contains("processing4j"), () -> notes.get("err"));
      }
    }
  }

  @Test
  @DisplayName("26c: SIGKILL while the child's JVM still boots: -9")
  void killWhileBooting() throws Exception {
    for (int millis = 0; millis < 100; millis += 20) {
      Process p = started("Process-1", ExitIT::sleepForLong);
      Thread.sleep(millis);
      if (millis % 40 == 0) {
        p.kill();
      } else {
        Shell.kill("KILL", p.getPid());
      }
      ends(-9, "stopped[SIGKILL]", p);
      assertNull(p.getFailure());
    }
  }

  @Test
  @Tag("core")
  @DisplayName("26c: an abort of the VM: -6; its crash: -6")
  void abortOfTheVm(Notes notes) throws Exception {
    JvmOptions.Builder quiet =
        JvmOptions.builder()
            .directory(notes.path(""))
            .output(ProcessBuilder.Redirect.DISCARD)
            .error(ProcessBuilder.Redirect.DISCARD);
    Map<String, Process> all = new LinkedHashMap<>();
    for (String signal : List.of("ABRT", "SEGV")) {
      all.put(
          signal,
          started(
              quiet,
              () -> {
                notes.put(signal);
                sleepForLong();
              }));
    }
    for (String signal : all.keySet()) {
      notes.await(signal);
      Shell.kill(signal, all.get(signal).getPid());
    }
    ends(-6, "stopped[SIGABRT]", all.get("ABRT"));
    ends(-6, "stopped[SIGABRT]", all.get("SEGV"));
  }

  /** Has children killed from outside, and prints how they ended. */
  static final class HasItsChildrenKilled {
    private HasItsChildrenKilled() {}

    public static void main(String[] args) throws Exception {
      Notes notes = new Notes(args[0]);
      for (String signal : List.of("HUP", "INT", "KILL", "TERM")) {
        Process p =
            started(
                signal,
                () -> {
                  notes.put("ready " + signal);
                  sleepForLong();
                });
        notes.await("ready " + signal);
        Shell.kill(signal, p.getPid());
        p.join();
        System.out.println(p + " " + p.getExitCode() + " " + p.getFailure());
      }
    }
  }

  @Test
  @Tag("core")
  @DisplayName("5: a signal from outside: its number, silently")
  void signalsFromOutside(Notes notes) throws Exception {
    // Under nohup, or in the background of a shell, some of them would be ignored.
    try (TestJvm main =
        TestJvm.of(HasItsChildrenKilled.class, notes).through("env", "--default-signal").start()) {
      assertEquals(0, main.awaitExit(), main::err);
      assertEquals(
          List.of(
              "<Process(HUP, stopped[SIGHUP])> -1 null",
              "<Process(INT, stopped[SIGINT])> -2 null",
              "<Process(KILL, stopped[SIGKILL])> -9 null",
              "<Process(TERM, stopped[SIGTERM])> -15 null"),
          main.out().lines().toList());
      assertEquals("", main.err());
    }
  }

  @Test
  @DisplayName("a signal that the target handles does not end the child")
  void signalThatTheTargetHandles(Notes notes) throws Exception {
    Process p =
        started(
            () -> {
              Signals.handle("TERM", () -> notes.put("handled SIGTERM"));
              notes.put("ready");
              notes.await("go");
            });
    notes.await("ready");
    p.terminate();
    notes.await("handled SIGTERM");
    assertTrue(p.isAlive());
    notes.put("go");
    assertEquals(0, exitCode(p));
  }
}
