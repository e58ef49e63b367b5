package io.github.processing4j.runtime.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Process;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that a signal meets in the middle of its boot may exit with 1. The moment cannot be chosen, so
 * a stand-in for {@code java} does and writes what such a JVM does and writes.
 */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its executables are made otherwise")
class BrokenBootIT {
  private static final String VM_MADE =
      "Initialize module system, 0.0018 secs\\nCreate VM, 0.02 secs";
  private static final String VM_NOT_MADE = "Initialize java.lang classes, 0.0018 secs";

  @TempDir Path home;

  private Path java;
  private Path runs;
  private List<String> filesBefore;

  @BeforeEach
  void makeHome() throws IOException {
    filesBefore = files();
    java = Files.createDirectories(home.resolve("bin")).resolve("java");
    runs = home.resolve("runs");
  }

  /** The shell replaces LOG by the exit log, and REAL by the call of a real JVM. */
  private Process startedBy(String... script) throws IOException {
    String real = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> lines =
        Stream.concat(
                Stream.of(
                    "#!/bin/sh",
                    "echo run >> '" + runs + "'",
                    "for a; do case $a in -Xlog:safepoint*) log=${a#*\\\"}; log=${log%\\\"*};; esac; done"),
                Stream.of(script)
                    .map(line -> line.replace("LOG", "\"$log\""))
                    .map(line -> line.replace("REAL", "exec '" + real + "' \"$@\"")))
            .toList();
    Files.write(java, lines);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process process =
        Process.builder().target(() -> {}).jvm(JvmOptions.builder().javaHome(home).build()).build();
    process.start();
    return process;
  }

  private String exitsTheFirstTime(String log) {
    return "[ $(wc -l < '" + runs + "') -gt 1 ] || { printf '" + log + "\\n' > LOG; exit 1; }";
  }

  private int runs() throws IOException {
    return Files.readAllLines(runs).size();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(Session.current().directory())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("replay") || name.matches("[0-9]+\\.(in|st|x|x\\.0)"))
          .sorted()
          .toList();
    }
  }

  @Test
  void bySomebodyElsesSignalIsSigterm() throws Exception {
    Process p = startedBy(exitsTheFirstTime(VM_MADE), "REAL");
    p.join();
    assertEquals(-15, p.getExitCode());
    assertTrue(p.toString().contains("stopped[SIGTERM]"), p::toString);
    assertNull(p.getFailure());
    assertFalse(p.isAlive());
    assertEquals(2, runs());
    assertEquals(filesBefore, files());
  }

  @Test
  void isSeenWithoutAJoin() throws Exception {
    Process p = startedBy(exitsTheFirstTime(VM_MADE), "REAL");
    assertEquals(-15, p.onExit().get().getExitCode());
  }

  @Test
  void isSeenByAJoinThatWaitsInSteps() throws Exception {
    Process p = startedBy(exitsTheFirstTime(VM_MADE), "REAL");
    while (!p.join(Duration.ofMillis(1))) {
      Thread.onSpinWait();
    }
    assertEquals(-15, p.getExitCode());
  }

  @Test
  void byOurOwnSignalIsThatSignal() throws Exception {
    Path ready = home.resolve("ready");
    Process p =
        startedBy(
            "trap 'echo Create VM > LOG; exit 1' TERM",
            "touch '" + ready + "'",
            "while :; do sleep 0.01; done");
    await().until(() -> Files.exists(ready));
    p.terminate();
    p.join();
    assertEquals(-15, p.getExitCode());
    assertNull(p.getFailure());
    assertEquals(1, runs());
  }

  @Test
  void forWantOfMemoryIsAFailure() throws Exception {
    Process p = startedBy(exitsTheFirstTime(VM_NOT_MADE), "REAL");
    ProcessStartException failed = assertThrows(ProcessStartException.class, p::join);
    assertEquals(1, p.getExitCode());
    assertTrue(failed.getMessage().contains("its JVM said nothing"), failed::getMessage);
  }

  @Test
  void everyTimeIsAFailureAndTriedOnce() throws Exception {
    Process p =
        startedBy("printf 'Create VM, 0.02 secs\\n' > LOG", "echo no such loader", "exit 1");
    ProcessStartException failed = assertThrows(ProcessStartException.class, p::join);
    assertEquals(1, p.getExitCode());
    assertTrue(failed.getMessage().contains("its JVM said: no such loader"), failed::getMessage);
    assertThrows(ProcessStartException.class, p::join);
    assertEquals(2, runs());
    assertEquals(filesBefore, files());
  }
}
