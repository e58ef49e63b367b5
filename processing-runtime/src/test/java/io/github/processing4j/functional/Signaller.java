package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A shell that sends signals, sooner than by a program for each. One thread may use it. */
final class Signaller implements AutoCloseable {
  private final java.lang.Process shell;
  private final Writer in;
  private final BufferedReader out;

  Signaller() throws IOException {
    shell = new ProcessBuilder("sh").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in =
        new BufferedWriter(new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8));
    out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Sends a signal to processes that are there. */
  void send(String signal, long... pids) throws IOException {
    String all = LongStream.of(pids).mapToObj(Long::toString).collect(Collectors.joining(" "));
    in.write("kill -" + signal + " " + all + "; echo $?\n");
    in.flush();
    assertEquals("0", out.readLine(), () -> "kill -" + signal + " " + all);
  }

  /** Sends a signal to a process that may have ended. */
  void sendIfThere(String signal, long pid) throws IOException {
    in.write("kill -" + signal + " " + pid + " 2>&-; echo $?\n");
    in.flush();
    out.readLine();
  }

  /** Suspends processes, and returns when they are. */
  void suspend(long... pids) throws IOException {
    send("STOP", pids);
    for (long pid : pids) {
      Eventually.become("suspension", () -> Eventually.isSuspended(pid));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    shell.onExit().join();
  }
}
