package io.github.processing4j.spawn;

import io.github.processing4j.spi.Providers;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program of any kind that runs beside this one, launched without waiting for it: Python's {@code
 * subprocess.Popen}.
 *
 * <pre>{@code
 * Subprocess script = Subprocess.popen(Subprocess.python(), "scripts/upload.py", "-i", "photo.jpg");
 * }</pre>
 *
 * <p>As Popen's, it shares stdin, stdout and stderr with this program, has its environment and
 * working directory, and lives on when this program ends; {@link #builder()} asks for something
 * else. Arguments reach it as they are: there is no shell between, unless one is asked for.
 *
 * <p>Nothing needs to be closed or waited for: the platform reaps a program that has ended, and its
 * pipes are closed then. Only what waits blocks: {@link #waitFor()}, {@link #communicate()}, and
 * reading and writing the pipes. Thread-safe.
 *
 * @apiNote The name is that of Python's module, for {@code Process} is a Java function in a process of
 *     its own.
 */
public interface Subprocess extends AutoCloseable {

  /** For {@link SubprocessBuilder#stdin}, {@code stdout} and {@code stderr}: a pipe to this program. */
  Redirect PIPE = Redirect.PIPE;

  /** The same as this program has; the default. */
  Redirect INHERIT = Redirect.INHERIT;

  /** Nowhere: what is written is thrown away, and there is nothing to read. */
  Redirect DISCARD = Redirect.DISCARD;

  /**
   * Launches a program with everything inherited. Returns when it runs.
   *
   * @param command the program, which is looked up on this program's {@code PATH} if it is a mere
   *     name, and its arguments
   * @throws SubprocessStartException if it cannot be launched; the message names what is missing
   * @throws IllegalArgumentException if the command is empty, or has what no command can have
   */
  static Subprocess popen(List<String> command) {
    return builder().command(command).start();
  }

  /** The same as {@link #popen(List)}. */
  static Subprocess popen(String... command) {
    return popen(List.of(command));
  }

  /** A builder, for all that is not inherited. */
  static SubprocessBuilder builder() {
    return new SubprocessBuilder();
  }

  /**
   * The Python of this machine: what the environment variable {@code PROCESSING4J_PYTHON} names, or
   * the first on the {@code PATH} of {@code python3} and {@code python}; on Windows of {@code py},
   * {@code python} and {@code python3}.
   *
   * @return its path
   * @throws SubprocessStartException if there is none; the message says what was looked for
   */
  static String python() {
    return Programs.python();
  }

  /**
   * The folder of this program: that of the jar that was started or that holds the main class, or the
   * folder of classes that holds it. What lies beside the program is found from here, whatever the
   * working directory.
   *
   * @throws io.github.processing4j.ProcessingException if this JVM does not know its main class, as in
   *     a child {@code Process} or in a JVM that a native program made; see {@link #folderOf}
   */
  static Path programFolder() {
    return Providers.get().subprocesses().programFolder();
  }

  /**
   * The folder of a class's code: that of its jar, or the folder of classes.
   *
   * @throws IllegalArgumentException if it is in no file, as the classes of the JDK
   */
  static Path folderOf(Class<?> type) {
    return Programs.folderOf(type);
  }

  /**
   * Kills a process, whoever started it: SIGKILL. With {@link #terminate(long)} it may end in order.
   *
   * @return false if there is none, or it is not this user's
   * @throws IllegalArgumentException if {@code pid} is not positive, or that of this program
   */
  static boolean kill(long pid) {
    return Programs.end(pid, true);
  }

  /**
   * Asks a process to end, whoever started it: SIGTERM, as Python's {@code os.kill(pid,
   * signal.SIGTERM)}. On Windows the same as {@link #kill(long)}.
   *
   * @return false if there is none, or it is not this user's
   * @throws IllegalArgumentException if {@code pid} is not positive, or that of this program
   */
  static boolean terminate(long pid) {
    return Programs.end(pid, false);
  }

  /** The id of the process; the same after its end. */
  long pid();

  /** The program and its arguments, as it was launched. */
  List<String> command();

  /**
   * The exit code, or null while the program runs. Never blocks.
   *
   * @return as Python's: {@code -N} if signal N ended it
   * @apiNote Java tells 128+N both for a death by signal N and for {@code exit(128+N)}. So the codes 129
   *     to 159 are taken for signals, which they are by convention: a shell says 137 when its
   *     command was killed, and a JVM 143 when it was asked to end. What really exited with such a
   *     code cannot be told apart here, as it can in Python. On Windows there are no signals: a program
   *     that was killed has the code 1.
   */
  @Nullable Integer poll();

  /** Whether it runs. Never blocks. */
  boolean isAlive();

  /** Waits for the end of the program, and tells the {@link #poll() exit code}. */
  int waitFor();

  /**
   * Waits for the end of the program.
   *
   * @param timeout zero or less not to wait
   * @return whether it has ended
   */
  boolean waitFor(Duration timeout);

  /**
   * Closes stdin if it is a pipe, reads those of stdout and stderr that are pipes to their end, and
   * waits for the end of the program.
   *
   * <p>Both are read at once, while stdin is written, so that nothing is stuck at any size. All is
   * kept in memory. A pipe is at its end when everyone who could write to it has closed it: what the
   * program left running in the background counts too. Where the program has ended before this is
   * called, Java has closed the pipes with its end, and kept what was in them.
   *
   * @return the same for each call after the end
   */
  CompletedProcess communicate();

  /**
   * The same, within a time. When it is over the program goes on; nothing that it wrote is lost, and
   * {@code communicate} may be called again.
   *
   * @throws TimeoutException if it has not ended by then
   */
  CompletedProcess communicate(Duration timeout) throws TimeoutException;

  /**
   * Writes to stdin and closes it, and the rest as {@link #communicate()}. A program that does not read
   * it all, or has ended, is no error, as in Python.
   *
   * @throws IllegalStateException if stdin is no pipe, or input was given before
   */
  CompletedProcess communicate(byte[] input);

  /** The same with text, in UTF-8. */
  CompletedProcess communicate(String input);

  /**
   * The same, within a time. To go on after a time-out, call {@link #communicate()}: the input is still
   * being written.
   *
   * @throws IllegalStateException if stdin is no pipe, or input was given before
   * @throws TimeoutException if it has not ended by then
   */
  CompletedProcess communicate(byte[] input, Duration timeout) throws TimeoutException;

  /** The same with text, in UTF-8. */
  CompletedProcess communicate(String input, Duration timeout) throws TimeoutException;

  /**
   * What the program reads as its stdin. It is buffered: flush it. Writing blocks while the pipe is
   * full, and throws when nobody reads it any more.
   *
   * @throws IllegalStateException if stdin is no pipe
   */
  OutputStream stdin();

  /**
   * What the program writes to stdout, to be read as it comes. Not to be used once {@code communicate}
   * has been called, which reads it.
   *
   * @throws IllegalStateException if stdout is no pipe
   */
  InputStream stdout();

  /** The same of stderr. */
  InputStream stderr();

  /** Completes when the program has ended, however that comes. Cancelling it changes nothing. */
  CompletableFuture<Subprocess> onExit();

  /** Asks the program to end: SIGTERM. On Windows the same as {@link #kill()}. */
  void terminate();

  /** Kills the program: SIGKILL. What it started lives on; see {@link #killTree()}. */
  void kill();

  /** Kills the program and all its descendants, but those whose parents have died before. */
  void killTree();

  /** The platform's handle of the process. */
  ProcessHandle toHandle();

  /**
   * Closes the pipes. Neither ends the program nor waits for it. It need not be called: without it the
   * pipes are closed when the program has ended. What is in the buffer of stdin is written first, which
   * blocks if the pipe is full and nobody reads it.
   *
   * <p>What a {@code communicate} that timed out was reading is read on, and thrown away.
   */
  @Override
  void close();
}
