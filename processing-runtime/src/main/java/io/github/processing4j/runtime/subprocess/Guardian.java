package io.github.processing4j.runtime.subprocess;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills programs that are to die with this one. Thread-safe.
 *
 * <p>A helper process reads from a pipe which pids are in its care. Nobody but this JVM holds the other
 * end, so the pipe ends with it, whatever it dies of, and then the helper kills what is left:
 *
 * <pre>
 *   + 4711 8826421      the program with this pid, begun at this time, is to die with us
 *   - 4711              it has ended
 *                       end of file: kill what is left, and what that has started
 * </pre>
 *
 * <p>The time is there because a pid may recur before the helper has read that its program ended. When
 * this JVM exits in order, a hook asks the programs to end before.
 */
final class Guardian {
  /** How long programs may take to end in order, in milliseconds. */
  private static final long TERMINATE_MILLIS = 500;

  private static @Nullable Guardian instance;

  private final Map<Process, String> guarded = new LinkedHashMap<>();
  private @Nullable Process helper;

  private Guardian() {}

  /**
   * The one of this program, with its helper at work.
   *
   * @throws ProcessingException if there can be none
   */
  static Guardian get() {
    Guardian guardian;
    synchronized (Guardian.class) {
      guardian = instance;
      if (guardian == null) {
        guardian = new Guardian();
        registerHook(guardian);
        instance = guardian;
      }
    }
    guardian.requireHelper();
    return guardian;
  }

  private static void registerHook(Guardian guardian) {
    try {
      Thread hook = DaemonThreads.create("processing-subprocess-shutdown", guardian::endInOrder);
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("cannot launch a program while this JVM shuts down", e);
    }
  }

  /** Takes a program into care, until it ends. */
  void guard(Process process) {
    String line = "+ " + process.pid() + " " + GuardianHelper.beginOf(process.toHandle()) + "\n";
    synchronized (this) {
      guarded.put(process, line);
      send(line);
    }
    process.onExit().thenAccept(this::release);
  }

  private synchronized void release(Process process) {
    guarded.remove(process);
    send("- " + process.pid() + "\n");
  }

  private synchronized void requireHelper() {
    Process known = helper;
    if (known != null && known.isAlive()) {
      return;
    }
    try {
      helper = GuardianHelper.start();
    } catch (IOException e) {
      throw new ProcessingException(
          "no helper process for dieWithParent: " + e.getMessage() + "; launch without it", e);
    }
    guarded.values().forEach(this::send); // the last one was killed
  }

  private void send(String line) {
    Process to = helper;
    if (to == null) {
      return;
    }
    try {
      OutputStream out = to.getOutputStream();
      out.write(line.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      // Somebody killed it. The next program to be guarded gets another one.
      Log.of(Guardian.class).warn("the helper process for dieWithParent has gone", e);
    }
  }

  /** A hook: asks all to end, and kills them and their descendants soon after. */
  private void endInOrder() {
    Map<Process, ProcessTree> left = new LinkedHashMap<>();
    synchronized (this) {
      for (Process process : guarded.keySet()) {
        if (process.isAlive()) {
          left.put(process, ProcessTree.of(process.toHandle()));
        }
      }
    }
    for (Process process : left.keySet()) {
      process.toHandle().destroy();
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TERMINATE_MILLIS);
    for (Map.Entry<Process, ProcessTree> each : left.entrySet()) {
      try {
        each.getKey().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // Nobody has reason to interrupt a hook; the end is only sooner.
      }
      each.getValue().kill();
    }
  }
}
