package io.github.processing4j.benchmarks.row;

import io.github.processing4j.benchmarks.child.IdleMain;
import io.github.processing4j.benchmarks.measure.Await;
import io.github.processing4j.benchmarks.peer.BareJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM that is idle, until it is closed: a spare, or a bare one that sleeps.
 *
 * @param pid at rest for some time
 */
record Idle(long pid, End end) implements AutoCloseable {
  /** For what a JVM still does after it has booted. */
  private static final long SETTLE_MILLIS = 700;

  /** Ends it, and waits for that. */
  interface End {
    void now() throws InterruptedException;
  }

  static Idle spare(Spares spares) throws InterruptedException {
    spares.keep(1);
    long pid = spares.awaitQuiet().iterator().next().pid();
    Thread.sleep(SETTLE_MILLIS);
    return new Idle(
        pid,
        () -> {
          spares.keep(0);
          spares.awaitQuiet();
        });
  }

  /**
   * A bare one.
   *
   * @param file made by it, and deleted here
   */
  static Idle bare(Path file) throws IOException, InterruptedException {
    Process process = BareJava.of(IdleMain.class, List.of(), file.toString()).start();
    Idle idle = new Idle(process.pid(), () -> process.destroyForcibly().waitFor());
    try {
      Await.file(file);
      Files.delete(file);
      Thread.sleep(SETTLE_MILLIS);
      return idle;
    } catch (IOException | InterruptedException e) {
      idle.close();
      throw e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    end.now();
  }
}
