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

  /** How the line of the exit log begins that a VM writes before anything else of ours. */
  private static final String VM_MADE = "Create VM";

  /** How a JVM begins a line on options that it found in the environment. */
  private static final String PICKED_UP = "Picked up ";

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
    try {
      return endsInGoodbye(tailOf(exitLog()));
    } catch (IOException e) {
      return false;
    }
  }

  private File exitLog() {
    File log = session.directory().resolve(JvmCommand.exitLogName(slot)).toFile();
    return log.length() > 0
        ? log
        : session.directory().resolve(JvmCommand.oldExitLogName(slot)).toFile();
  }

  private static boolean endsInGoodbye(String log) {
    return log.startsWith(GOODBYE, log.lastIndexOf('\n') + 1);
  }

  /**
   * Whether the VM was made, and ended before the main of anything ran. What it lacks, such as memory,
   * threads or a module, it finds out earlier, and then does not write this.
   */
  public boolean endedOnceMade() {
    try {
      String log = tailOf(exitLog());
      return (log.startsWith(VM_MADE) || log.contains("\n" + VM_MADE)) && !endsInGoodbye(log);
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
      if (!told.isEmpty()) {
        return told;
      }
    } catch (IOException e) {
      return "";
    }
    // Some of what the JVM has to say is for stdout.
    String replayed = replay();
    return replayed == null ? "" : replayed;
  }

  private static String tailOf(File file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return new String(tail, Charset.defaultCharset()).strip();
    }
  }

  /**
   * What a JVM with the same command prints that is given nothing to run: why it cannot boot, if so.
   * Null if that is not known within ten seconds. Leaves no files of this child.
   */
  public @Nullable String replay() {
    File output = null;
    try {
      // Without its payload our main ends at once: the target is not run, and only the JVM speaks.
      deleteFiles();
      output = Files.createTempFile(session.directory(), "replay", ".txt").toFile();
      Process again =
          Launcher.builder(command, options)
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      try {
        return again.waitFor(REPLAY_SECONDS, TimeUnit.SECONDS) ? tailOf(output) : null;
      } finally {
        again.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      if (output != null) {
        output.delete();
      }
      deleteFiles();
    }
  }

  /** Whether it says that the JVM booted: nothing, but for options found in the environment. */
  public static boolean isSilent(String printed) {
    return printed.lines().allMatch(line -> line.startsWith(PICKED_UP));
  }
}
