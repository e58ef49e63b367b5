package io.github.processing4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link SessionMain} and its streams. */
public final class SessionJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final String first;

  private SessionJvm(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader();
    first = out.readLine();
  }

  /** The main process of a new session in {@code place}. */
  public static SessionJvm main(Path place) throws IOException {
    return new SessionJvm(command(place));
  }

  /** The same, started by a shell that does something before. */
  static SessionJvm mainAfter(String shell, Path place) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " \"$@\"", "sh"));
    command.addAll(command(place));
    return new SessionJvm(command);
  }

  /** Another JVM of a session. */
  static SessionJvm joining(Path session, long slot) throws IOException {
    return new SessionJvm(command(session.getParent(), session.toString(), Long.toString(slot)));
  }

  /** The same, whose parent does not wait for it, so that it stays a zombie. */
  static SessionJvm joiningUnattended(Path session, long slot) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "\"$@\" <&3 & exec sleep 100", "sh"));
    command.set(2, "exec 3<&0; \"$@\" <&3 & exec sleep 100");
    command.addAll(command(session.getParent(), session.toString(), Long.toString(slot)));
    return new SessionJvm(command);
  }

  private static List<String> command(Path place, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-D" + SessionRoot.PLACE_PROPERTY + "=" + place,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SessionMain.class.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** The directory of its session. */
  public Path session() {
    assertTrue(first != null, "it made no session");
    return Path.of(first);
  }

  boolean hasSession() {
    return first != null;
  }

  String ask(Object word) {
    try {
      process.outputWriter().append(word + "\n").flush();
      return out.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean sees(long slot) {
    return Boolean.parseBoolean(ask(slot));
  }

  long pid() {
    return Long.parseLong(ask("pid"));
  }

  static void signal(String name, long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor());
  }

  /** SIGKILL, and its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
