package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.spawn.CompletedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a program and read from it until it ends: a thread for each of its pipes, so that
 * none waits for another.
 */
final class Communication {
  private final Process process;
  private final boolean writesStdin;
  private final @Nullable OutputPump out;
  private final @Nullable OutputPump err;

  private boolean started;
  private @Nullable CompletedProcess completed;

  Communication(Process process, boolean stdin, boolean stdout, boolean stderr) {
    this.process = process;
    writesStdin = stdin;
    out = stdout ? new OutputPump(process.getInputStream()) : null;
    err = stderr ? new OutputPump(process.getErrorStream()) : null;
  }

  /** Starts it, or goes on if it was started. */
  synchronized void start(byte @Nullable [] input) {
    if (input != null && !writesStdin) {
      throw new IllegalStateException(
          "stdin is no pipe: ask for one by builder().stdin(Subprocess.PIPE)");
    }
    if (started && input != null) {
      throw new IllegalStateException(
          "input was given, or stdin closed, by an earlier communicate: go on without");
    }
    if (started) {
      return;
    }
    started = true;
    String name = "processing-subprocess-" + process.pid();
    List<OutputPump> readers = new ArrayList<>();
    if (out != null) {
      out.start(name + "-out");
      readers.add(out);
    }
    if (err != null) {
      err.start(name + "-err");
      readers.add(err);
    }
    if (writesStdin) {
      // Also without input: what the user wrote may still be in its buffer.
      DaemonThreads.start(name + "-in", new InputPump(process.getOutputStream(), input, readers));
    }
  }

  /** Waits for the end; null if it has not come in time. */
  @Nullable CompletedProcess await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    boolean unbounded = nanos == Long.MAX_VALUE;
    for (OutputPump pump : new @Nullable OutputPump[] {out, err}) {
      if (pump != null && !pump.await(unbounded ? nanos : deadline - System.nanoTime())) {
        return null;
      }
    }
    if (!process.waitFor(unbounded ? nanos : deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    synchronized (this) {
      CompletedProcess known = completed;
      if (known == null) {
        known =
            new CompletedProcess(
                ExitCode.of(process.exitValue()), OutputPump.output(out), OutputPump.output(err));
        completed = known;
      }
      return known;
    }
  }

  /**
   * Closes the pipes. One that a thread is reading or writing is left to it: to close a descriptor in
   * use may hit another file that gets its number.
   */
  synchronized void close() throws IOException {
    if (!started && writesStdin) {
      closeStdin();
    }
    for (OutputPump pump : new @Nullable OutputPump[] {out, err}) {
      if (pump != null) {
        pump.close();
      }
    }
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // What was not flushed finds no reader any more; the descriptor is closed.
    }
  }
}
