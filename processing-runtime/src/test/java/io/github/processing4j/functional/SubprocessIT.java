package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.processing4j.spawn.CompletedProcess;
import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spawn.SubprocessBuilder;
import io.github.processing4j.spawn.SubprocessStartException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Programs of the platform, launched, asked and ended. */
@Functional
class SubprocessIT {
  private static final Duration LONG = Eventually.LONG;
  private static final String ECHO_ARGUMENTS =
      "import os, sys; sys.stdout.buffer.write(b''.join(os.fsencode(a) + b'\\0' for a in"
          + " sys.argv[1:]))";

  private static SubprocessBuilder captured() {
    return Subprocess.builder().stdin(Subprocess.DISCARD).captureOutput();
  }

  private static String out(SubprocessBuilder builder) throws Exception {
    CompletedProcess completed = builder.start().communicate(LONG);
    assertEquals("", completed.err().text());
    assertEquals(0, completed.exitCode());
    return completed.out().text();
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    List<String> arguments =
        List.of(
            "",
            "plain",
            "two words",
            "tab\tand\nline",
            "'single' and \"double\"",
            "back\\slash \\\" and end\\",
            "$HOME `id` $(id) * ? [a] {a,b} ~ ; & | < > ! # %PATH%",
            "-i",
            "Zürich 東京 🎛");
    String told =
        out(captured().command(Subprocess.python(), "-c", ECHO_ARGUMENTS).args(arguments));
    assertEquals(String.join("\0", arguments) + "\0", told);
  }

  @Test
  void environmentIsOnTopOfTheInherited() throws Exception {
    String path = System.getenv("PATH");
    assertEquals(
        path + "|render1|Zürich|unset\n",
        out(
            captured()
                .shell("echo \"$PATH|$ROLE|$PLACE|${HOME-unset}\"")
                .env("ROLE", "render1")
                .env("PLACE", "Zürich")
                .env("HOME", null)));
  }

  @Test
  void directoryIsTheWorkingDirectory(Notes notes) throws Exception {
    Path directory = Files.createDirectory(notes.path("two words"));
    assertEquals(
        directory.toRealPath() + "\n", out(captured().command("pwd", "-P").directory(directory)));
  }

  @Test
  void scriptRunsByThePythonOfTheMachine(Notes notes) throws Exception {
    Path script = notes.path("a script.py");
    Files.writeString(script, "import sys; print(sys.version_info[0], sys.argv[1:])\n");
    assertEquals("3 ['-i', 'Hello']\n", out(captured().script(script).args("-i", "Hello")));
  }

  @Test
  void scriptRunsByTheInterpreterThatIsNamed(Notes notes) throws Exception {
    Path script = notes.path("script");
    Files.writeString(script, "echo $0 $1\n");
    assertEquals(
        script + " a\n", out(captured().script(script).interpreter(Path.of("/bin/sh")).arg("a")));
    assertEquals(script + " b\n", out(captured().script(script).interpreter("sh").arg("b")));
  }

  @Test
  void exitCodeIsPolled() throws Exception {
    Subprocess program =
        Subprocess.builder().stdin(Subprocess.PIPE).shell("read x; exit 3").start();
    assertNull(program.poll());
    assertTrue(program.isAlive());
    assertFalse(program.waitFor(Duration.ZERO));
    assertEquals(
        "<Subprocess(/bin/sh -c read x; exit 3, pid " + program.pid() + ", running)>",
        program.toString());
    program.stdin().close();
    assertEquals(3, program.waitFor());
    assertEquals(3, program.poll());
    assertTrue(program.waitFor(Duration.ZERO));
    assertTrue(program.toString().endsWith(", stopped[3])>"), program::toString);
    assertEquals(program, program.onExit().get(LONG.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void killAndTerminateEndByTheirSignals() {
    Subprocess killed = Subprocess.popen("sleep", "1000");
    killed.kill();
    assertEquals(-9, killed.waitFor());
    assertTrue(killed.toString().endsWith(", stopped[SIGKILL])>"), killed::toString);
    Subprocess terminated = Subprocess.popen("sleep", "1000");
    terminated.terminate();
    assertEquals(-15, terminated.waitFor());
    terminated.kill(); // nothing happens
    assertEquals(-15, terminated.poll());
  }

  @Test
  void processesAreEndedByPid() {
    Subprocess killed = Subprocess.popen("sleep", "1000");
    assertTrue(Subprocess.kill(killed.pid()));
    assertEquals(-9, killed.waitFor());
    Subprocess terminated = Subprocess.popen("sleep", "1000");
    assertTrue(Subprocess.terminate(terminated.pid()));
    assertEquals(-15, terminated.waitFor());
    assertFalse(Subprocess.kill(killed.pid()));
    long own = ProcessHandle.current().pid();
    assertThrows(IllegalArgumentException.class, () -> Subprocess.kill(own));
    assertThrows(IllegalArgumentException.class, () -> Subprocess.terminate(0));
    assertThrows(IllegalArgumentException.class, () -> Subprocess.kill(-1));
  }

  @Test
  void outputThatIsThereAfterKillIsNotLost() throws Exception {
    Subprocess program =
        Subprocess.builder().captureOutput().shell("echo so far; exec sleep 1000").start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(program.stdout(), StandardCharsets.UTF_8));
    lines.mark(100);
    assertEquals("so far", lines.readLine());
    program.kill();
    assertEquals(-9, program.waitFor());
    assertNull(lines.readLine());

    program = Subprocess.builder().captureOutput().shell("echo so far; exec sleep 1000").start();
    Subprocess other = program;
    Eventually.become("output", () -> other.stdout().available() > 0);
    other.kill();
    assertEquals(-9, other.waitFor());
    assertEquals("so far\n", new String(other.stdout().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void killTreeKillsWhatTheProgramStarted(Notes notes) throws Exception {
    Subprocess shell =
        Subprocess.builder()
            .captureOutput()
            .shell("sleep 1000 & echo $!; sh -c 'sleep 1000 & echo $!; wait'; wait")
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(shell.stdout(), StandardCharsets.UTF_8));
    long first = Long.parseLong(lines.readLine());
    long second = Long.parseLong(lines.readLine());
    shell.killTree();
    assertEquals(-9, shell.waitFor());
    Eventually.become("end of all", () -> Eventually.isGone(first) && Eventually.isGone(second));
  }

  @Test
  void linesAreReadBeforeTheEnd() throws Exception {
    Subprocess cat =
        Subprocess.builder().stdin(Subprocess.PIPE).stdout(Subprocess.PIPE).command("cat").start();
    OutputStream in = cat.stdin();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(cat.stdout(), StandardCharsets.UTF_8));
    for (String line : List.of("one", "two")) {
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      assertEquals(line, out.readLine());
      assertTrue(cat.isAlive());
    }
    cat.close();
    assertEquals(0, cat.waitFor());
  }

  @Test
  void stdioMayBeFiles(Notes notes) throws Exception {
    Path in = Files.writeString(notes.path("in"), "tea\n");
    Path out = notes.path("out");
    Path err = notes.path("err");
    SubprocessBuilder builder =
        Subprocess.builder().shell("cat; echo complaint >&2").stdin(in).stdout(out).stderr(err);
    assertEquals(0, builder.start().waitFor());
    assertEquals("tea\n", Files.readString(out));
    assertEquals("complaint\n", Files.readString(err));
    builder.stdout(Redirect.appendTo(out.toFile())).stderrToStdout();
    assertEquals(0, builder.start().waitFor());
    assertEquals("tea\ntea\ncomplaint\n", Files.readString(out));
  }

  @Test
  void whatIsNoPipeCannotBeRead() {
    Subprocess program = Subprocess.builder().stdin(Subprocess.DISCARD).command("true").start();
    assertThrows(IllegalStateException.class, program::stdin);
    assertThrows(IllegalStateException.class, program::stdout);
    IllegalStateException e = assertThrows(IllegalStateException.class, program::stderr);
    assertEquals(
        "stderr is no pipe: ask for one by builder().stderr(Subprocess.PIPE)", e.getMessage());
    assertThrows(IllegalStateException.class, () -> program.communicate("text"));
    assertEquals(0, program.communicate().exitCode());
  }

  @Test
  void missingProgramIsNamed() {
    SubprocessStartException e =
        assertThrows(
            SubprocessStartException.class, () -> Subprocess.popen("no-such-program", "-x"));
    assertEquals("no-such-program", e.culprit());
    assertEquals(List.of("no-such-program", "-x"), e.commandLine());
    assertTrue(
        e.getMessage().startsWith("there is no program 'no-such-program' on the PATH "),
        e::getMessage);
    e = assertThrows(SubprocessStartException.class, () -> Subprocess.popen("/no/such"));
    assertTrue(e.getMessage().startsWith("there is no program /no/such;"), e::getMessage);
  }

  @Test
  void programThatMayNotBeExecutedIsNamed(Notes notes) throws Exception {
    Path file = Files.writeString(notes.path("data"), "text");
    Subprocess.popen("chmod", "644", file.toString()).waitFor();
    SubprocessStartException e =
        assertThrows(SubprocessStartException.class, () -> Subprocess.popen(file.toString()));
    assertTrue(e.getMessage().startsWith("no permission to execute " + file), e::getMessage);
    Path directory = notes.path("");
    e = assertThrows(SubprocessStartException.class, () -> Subprocess.popen(directory.toString()));
    assertTrue(e.getMessage().contains(" is a directory, no program"), e::getMessage);
  }

  @Test
  void badDirectoryScriptOrFileIsNamed(Notes notes) throws Exception {
    Path missing = notes.path("missing");
    SubprocessBuilder inMissing = Subprocess.builder().command("true").directory(missing);
    SubprocessStartException e = assertThrows(SubprocessStartException.class, inMissing::start);
    assertEquals(missing.toString(), e.culprit());
    assertTrue(
        e.getMessage().startsWith("the working directory " + missing + " is not there"),
        e::getMessage);
    SubprocessBuilder script = Subprocess.builder().script(missing);
    e = assertThrows(SubprocessStartException.class, script::start);
    assertEquals("there is no script " + missing, e.getMessage());
    SubprocessBuilder fromMissing = Subprocess.builder().command("true").stdin(missing);
    e = assertThrows(SubprocessStartException.class, fromMissing::start);
    assertTrue(e.getMessage().startsWith("the file " + missing + " is not there"), e::getMessage);
  }

  @Test
  void whatNoCommandCanHaveIsRefused() {
    for (Runnable bad :
        List.<Runnable>of(
            () -> Subprocess.popen(),
            () -> Subprocess.popen(List.of()),
            () -> Subprocess.popen(""),
            () -> Subprocess.popen("echo", "a\0b"),
            () -> Subprocess.builder().shell(" "),
            () -> Subprocess.builder().interpreter(""),
            () -> Subprocess.builder().env("", "x"),
            () -> Subprocess.builder().env("A=B", "x"),
            () -> Subprocess.builder().env("A", "x\0"),
            () -> Subprocess.builder().arg("\ud800"),
            () -> Subprocess.builder().stdin(Redirect.to(new java.io.File("x"))),
            () -> Subprocess.builder().stdout(Redirect.from(new java.io.File("x"))))) {
      assertThrows(IllegalArgumentException.class, bad::run);
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Subprocess.popen("echo", "a\0b"));
    assertEquals("argument 'a?b' has a NUL at 1: none can be passed", e.getMessage());
    SubprocessBuilder empty = Subprocess.builder().arg("a");
    assertThrows(IllegalStateException.class, empty::start);
    SubprocessBuilder both = Subprocess.builder().command("true");
    assertThrows(IllegalStateException.class, () -> both.shell("true"));
    SubprocessBuilder noScript = Subprocess.builder().command("true").interpreter("sh");
    assertThrows(IllegalStateException.class, noScript::start);
    SubprocessBuilder shellWithArguments = Subprocess.builder().shell("true").arg("a");
    assertThrows(IllegalStateException.class, shellWithArguments::start);
  }

  /** Launches many, in a JVM of its own. */
  static final class LaunchesMany {
    private LaunchesMany() {}

    public static void main(String[] args) throws Exception {
      run(10);
      Holdings before = holdings();
      run(Integer.parseInt(args[0]));
      try {
        Eventually.become("no more than before", () -> holdings().without(before).isNothing());
      } catch (ConditionTimeoutException e) {
        System.out.println("more: " + holdings().without(before));
        System.exit(1);
      }
      long children = ProcessHandle.current().children().count();
      System.out.println("children " + children);
    }

    private static Holdings holdings() {
      Holdings now = Holdings.ofNoSession();
      now.threads().removeIf(name -> name.startsWith("ForkJoinPool.commonPool"));
      return now;
    }

    private static void run(int launches) throws Exception {
      for (int i = 0; i < launches; i++) {
        SubprocessBuilder builder = captured().stdin(Subprocess.PIPE).shell("cat; echo $$ >&2");
        builder.dieWithParent(i % 7 == 0);
        switch (i % 4) {
          case 0 -> assertEquals("tea", builder.start().communicate("tea").out().text());
          case 1 -> { // nobody reads, closes or waits for it
            Subprocess left = builder.start();
            left.stdin().close();
          }
          case 2 -> {
            try (Subprocess killed = builder.start()) {
              killed.kill();
            }
          }
          default ->
              assertThrows(
                  SubprocessStartException.class,
                  () -> builder.directory(Path.of("/nowhere")).start());
        }
      }
    }
  }

  @Test
  void nothingIsLeft(Notes notes) throws Exception {
    try (TestJvm main =
        TestJvm.of(LaunchesMany.class, 300).jvm("-Djava.io.tmpdir=" + notes.directory()).start()) {
      int code = main.awaitExit();
      assertEquals(0, code, () -> main.out() + main.err());
      assertEquals("1", main.awaitLine("children "), "the helper for dieWithParent");
    }
  }

  @Test
  void unicodeThatTheLocaleCannotWriteIsRefused() throws Exception {
    try (TestJvm main =
        TestJvm.of(PassesUnicode.class)
            .env("LC_ALL", "POSIX")
            .jvm("-Dfile.encoding=US-ASCII")
            .start()) {
      assertEquals(0, main.awaitExit(), () -> main.out() + main.err());
      assertTrue(main.out().contains("the encoding of this JVM's locale"), main::out);
    }
  }

  /** In a locale of ASCII. */
  static final class PassesUnicode {
    private PassesUnicode() {}

    public static void main(String[] args) {
      try {
        Subprocess.popen("echo", "\u6771");
        fail("was launched");
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
