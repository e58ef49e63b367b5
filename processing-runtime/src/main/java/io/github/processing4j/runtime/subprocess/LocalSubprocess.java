package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.ProcessingInterruptedException;
import io.github.processing4j.spawn.CompletedProcess;
import io.github.processing4j.spawn.Subprocess;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.SubprocessSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A program that was launched by {@link ProcessBuilder}. */
final class LocalSubprocess implements Subprocess {
  private final Process process;
  private final SubprocessSpec spec;
  private final Communication communication;
  private volatile @Nullable Integer exitCode;

  LocalSubprocess(Process process, SubprocessSpec spec) {
    this.process = process;
    this.spec = spec;
    communication =
        new Communication(
            process,
            isPipe(spec.stdin()),
            isPipe(spec.stdout()),
            isPipe(spec.stderr()) && !spec.stderrToStdout());
  }

  private static boolean isPipe(Redirect redirect) {
    return redirect.equals(Redirect.PIPE);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public List<String> command() {
    return List.copyOf(spec.command());
  }

  @Override
  public @Nullable Integer poll() {
    Integer known = exitCode;
    if (known == null && !process.isAlive()) {
      known = ExitCode.of(process.exitValue());
      exitCode = known;
    }
    return known;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public int waitFor() {
    Providers.get().checkStop();
    try {
      return ExitCode.of(process.waitFor());
    } catch (InterruptedException e) {
      throw interrupted("waitFor", e);
    }
  }

  @Override
  public boolean waitFor(Duration timeout) {
    Providers.get().checkStop();
    try {
      return process.waitFor(nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted("waitFor", e);
    }
  }

  @Override
  public CompletedProcess communicate() {
    return communicate((byte @Nullable []) null);
  }

  @Override
  public CompletedProcess communicate(String input) {
    return communicate(input.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public CompletedProcess communicate(byte @Nullable [] input) {
    try {
      return communicate(input, Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new AssertionError("a wait without bound", e);
    }
  }

  @Override
  public CompletedProcess communicate(Duration timeout) throws TimeoutException {
    return communicate(null, nanos(timeout));
  }

  @Override
  public CompletedProcess communicate(String input, Duration timeout) throws TimeoutException {
    return communicate(input.getBytes(StandardCharsets.UTF_8), timeout);
  }

  @Override
  public CompletedProcess communicate(byte[] input, Duration timeout) throws TimeoutException {
    return communicate(input, nanos(timeout));
  }

  private CompletedProcess communicate(byte @Nullable [] input, long nanos)
      throws TimeoutException {
    Providers.get().checkStop();
    communication.start(input);
    try {
      CompletedProcess completed = communication.await(nanos);
      if (completed == null) {
        throw new TimeoutException(this + " has not ended in " + Duration.ofNanos(nanos));
      }
      return completed;
    } catch (InterruptedException e) {
      throw interrupted("communicate", e);
    }
  }

  @Override
  public OutputStream stdin() {
    require(isPipe(spec.stdin()), "stdin");
    return process.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    require(isPipe(spec.stdout()), "stdout");
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    require(isPipe(spec.stderr()) && !spec.stderrToStdout(), "stderr");
    return process.getErrorStream();
  }

  private static void require(boolean pipe, String name) {
    if (!pipe) {
      throw new IllegalStateException(
          name + " is no pipe: ask for one by builder()." + name + "(Subprocess.PIPE)");
    }
  }

  @Override
  public CompletableFuture<Subprocess> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  // By the handle: Process.destroy closes the pipes, and what is in them is lost.

  @Override
  public void terminate() {
    if (process.isAlive()) {
      process.toHandle().destroy();
    }
  }

  @Override
  public void kill() {
    if (process.isAlive()) {
      process.toHandle().destroyForcibly();
    }
  }

  @Override
  public void killTree() {
    if (process.isAlive()) {
      ProcessTree.of(process.toHandle()).kill();
    }
  }

  @Override
  public ProcessHandle toHandle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try {
      communication.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the pipes of " + this, e);
    }
  }

  private static long nanos(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** A stop if one caused the interrupt; else what to throw, with the flag set. */
  private static ProcessingInterruptedException interrupted(String what, InterruptedException e) {
    Providers.get().checkStop();
    Thread.currentThread().interrupt();
    return new ProcessingInterruptedException(what, e);
  }

  /** As {@code <Subprocess(python3 upload.py, pid 4711, running)>}. */
  @Override
  public String toString() {
    Integer code = poll();
    String state = "running";
    if (code != null) {
      state = code == 0 ? "stopped" : "stopped[" + new ExitStatus(code, false).reason() + "]";
    }
    return "<Subprocess("
        + String.join(" ", spec.command())
        + ", pid "
        + pid()
        + ", "
        + state
        + ")>";
  }
}
