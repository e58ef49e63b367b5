package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.spawn.CompletedProcess;
import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spawn.SubprocessBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@link Subprocess#communicate}: input and all output, whatever the sizes and the time. */
@Functional
class SubprocessCommunicateIT {
  private static final int BIG_BYTES = 50 << 20;

  private static SubprocessBuilder piped() {
    return Subprocess.builder().stdin(Subprocess.PIPE).captureOutput();
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new Random(7).nextBytes(random);
    return random;
  }

  @Test
  void fiftyMegabytesGoBothWays() throws Exception {
    byte[] input = random(BIG_BYTES);
    CompletedProcess completed = piped().command("cat").start().communicate(input, Eventually.LONG);
    assertEquals(0, completed.exitCode());
    assertArrayEquals(input, completed.out().bytes());
    assertEquals(0, completed.err().size());
  }

  @Test
  void stdoutAndStderrAreReadAtOnce() throws Exception {
    byte[] input = random(4 << 20);
    CompletedProcess completed =
        piped()
            .command(
                Subprocess.python(),
                "-c",
                """
                import sys
                n = 4 << 20
                sys.stderr.buffer.write(b'e' * n)   # fills the pipe before anything is read
                sys.stdout.buffer.write(b'o' * n)
                data = sys.stdin.buffer.read()
                sys.stderr.buffer.write(data)
                sys.exit(5)
                """)
            .start()
            .communicate(input, Eventually.LONG);
    assertEquals(5, completed.exitCode());
    assertEquals("o".repeat(4 << 20), completed.out().text());
    byte[] err = completed.err().bytes();
    assertEquals(8 << 20, err.length);
    assertArrayEquals(input, Arrays.copyOfRange(err, 4 << 20, 8 << 20));
  }

  @Test
  void nothingIsLostByTimeOut() throws Exception {
    Subprocess program = piped().shell("echo before; read line; echo after $line; cat").start();
    assertThrows(
        TimeoutException.class, () -> program.communicate(Duration.ZERO)); // and stdin is closed
    CompletedProcess completed = program.communicate();
    assertEquals("before\nafter\n", completed.out().text());
    assertSame(completed, program.communicate());
    assertThrows(IllegalStateException.class, () -> program.communicate("more"));
  }

  @Test
  void programGoesOnAfterTimeOut(Notes notes) throws Exception {
    Subprocess program =
        piped()
            .shell("echo before; until [ -e go ]; do sleep 0.05; done; cat")
            .directory(notes.path(""))
            .start();
    byte[] input = random(1 << 20); // more than the pipe takes before it is read
    TimeoutException e =
        assertThrows(
            TimeoutException.class, () -> program.communicate(input, Duration.ofMillis(200)));
    assertTrue(e.getMessage().endsWith(", running)> has not ended in PT0.2S"), e::getMessage);
    assertTrue(program.isAlive());
    notes.put("go");
    byte[] out = program.communicate(Eventually.LONG).out().bytes();
    assertArrayEquals(input, Arrays.copyOfRange(out, "before\n".length(), out.length));
  }

  @Test
  void whatChildrenWriteAfterTheEndIsReadToo() throws Exception {
    CompletedProcess completed =
        piped()
            .shell("read line; (sleep 0.3; echo late) & echo early")
            .start()
            .communicate("go\n".getBytes(StandardCharsets.UTF_8), Eventually.LONG);
    assertEquals("early\nlate\n", completed.out().text());
  }

  @Test
  void inputThatIsNotReadIsNoError() throws Exception {
    CompletedProcess completed =
        piped().shell("exec <&-; echo done").start().communicate(random(1 << 20), Eventually.LONG);
    assertEquals("done\n", completed.out().text());
  }

  @Test
  void stderrMayGoWhereStdoutGoes() {
    CompletedProcess completed =
        piped().stderrToStdout().shell("echo a; echo b >&2; echo c").start().communicate("");
    assertEquals("a\nb\nc\n", completed.out().text());
    assertEquals("", completed.err().text());
    assertTrue(completed.successful());
  }

  @Test
  void textIsUtf8() {
    assertEquals(
        "Zürich 東京 🎛", piped().command("cat").start().communicate("Zürich 東京 🎛").out().text());
  }

  @Test
  void closedWhileItIsReadTheProgramIsNotHeldUp() {
    Subprocess program = piped().shell("read x; yes | head -c 3000000").start();
    assertThrows(TimeoutException.class, () -> program.communicate("", Duration.ofNanos(1)));
    program.close();
    assertEquals(0, program.waitFor());
  }

  @Test
  void interruptEndsTheWait() {
    Subprocess program = Subprocess.popen("sleep", "1000");
    Thread.currentThread().interrupt();
    assertThrows(ProcessingInterruptedException.class, program::waitFor);
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertThrows(ProcessingInterruptedException.class, program::communicate);
    assertTrue(Thread.interrupted());
    program.kill();
    assertEquals(-9, program.communicate().exitCode());
  }

  @Test
  void stopEndsTheWaitOfChild(Notes notes) {
    Process child =
        Calls.started(
            () -> {
              Subprocess program = Subprocess.popen("sleep", "1000");
              notes.put("pid", program.pid());
              program.waitFor();
            });
    Leftovers.track(notes.awaitLong("pid"));
    child.stop();
    Eventually.ends(127, "stopped[ProcessExit]", child);
  }
}
