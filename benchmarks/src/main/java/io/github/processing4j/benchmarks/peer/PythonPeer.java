package io.github.processing4j.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A CPython that lives for the whole row and starts a process for each line that it is sent; see
 * {@code peer.py}. It measures by its own clock, so that the pipe to it is not measured.
 */
public final class PythonPeer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  PythonPeer(Python python, Path scripts, List<String> main) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python.executable());
    builder.command().addAll(main);
    process = builder.directory(scripts.toFile()).redirectError(Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Lets it do something, and waits for the answer. */
  public long ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("CPython ended at '" + command + "'");
    }
    return Long.parseLong(answer);
  }

  /** Ends it. */
  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
