package io.github.processing4j.runtime.launch;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.session.Session;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A launched JVM and the files that belong to it.
 *
 * @param command without secrets
 * @param page its status page
 */
public record Launched(
    Session session,
    long slot,
    Process process,
    List<String> command,
    JvmOptions options,
    Path page) {
  private static final long REPLAY_SECONDS = 10;
  private static final int TAIL_BYTES = 4096;

  /** How the last line of the exit log begins. */
  private static final String GOODBYE = "Maximum vm operation time";

  /** What the status page tells of a child that is gone. */
  public StatusPage.Report report() {
    try {
      return StatusPage.read(page);
    } catch (IOException | RuntimeException e) {
      return StatusPage.Report.NONE;
    }
  }

  /** Whether a JVM of this kind says so when it exits by itself. */
  public boolean wouldSayGoodbye() {
    return command.stream().anyMatch(JvmCommand::isExitLogOption);
  }

  /** Whether the JVM exited by itself, as it says even when halted. */
  public boolean saidGoodbye() {
    File log = session.directory().resolve(JvmCommand.exitLogName(slot)).toFile();
    if (log.length() == 0) {
      log = session.directory().resolve(JvmCommand.oldExitLogName(slot)).toFile();
    }
    try {
      String tail = tailOf(log);
      return tail.startsWith(GOODBYE, tail.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      return false;
    }
  }

  /** Why it ended before it had something to run, as far as it could tell; or null. */
  public @Nullable Throwable failure() {
    byte[] failure = report().failure();
    return failure == null ? null : FailureForm.read(failure);
  }

  /** Deletes all files that belong to it. */
  public void deleteFiles() {
    Launcher.deleteFiles(session, slot);
  }

  /**
   * What the JVM printed before it died without running our main. Where its stderr went to this
   * process's, the same command is run once more, to see. Blocks for as long as that takes, ten
   * seconds at most.
   */
  public String whatItPrinted() {
    File file = options.errorToOutput() ? options.output().file() : options.error().file();
    try {
      String told = file != null && file.isFile() ? tailOf(file) : "";
      // Some of what the JVM has to say is for stdout.
      return told.isEmpty() ? replay() : told;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String tailOf(File file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return new String(tail, Charset.defaultCharset()).strip();
    }
  }

  private String replay() throws IOException, InterruptedException {
    // Without its payload our main ends at once: the target is not run, and only the JVM speaks.
    session.deleteFiles(JvmCommand.payloadName(slot));
    File output = Files.createTempFile(session.directory(), "replay", ".txt").toFile();
    try {
      Process again =
          Launcher.builder(command, options)
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      try {
        if (!again.waitFor(REPLAY_SECONDS, TimeUnit.SECONDS)) {
          again.destroyForcibly().waitFor();
        }
      } finally {
        again.destroyForcibly();
      }
      return tailOf(output);
    } finally {
      Files.deleteIfExists(output.toPath());
    }
  }
}
