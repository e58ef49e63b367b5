package io.github.processing4j.runtime.process;

import io.github.processing4j.runtime.child.ExitMark;
import io.github.processing4j.runtime.child.Orphan;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.AtExit;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.runtime.standby.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends children by stop, then SIGTERM, then SIGKILL, within two seconds; as a shutdown hook, all that
 * are left, and then the session.
 */
final class ShutdownLadder extends Thread {
  /** What each rung gives the children, in milliseconds: 1.8 s in all. */
  private static final long STOP_MILLIS = 500;

  private static final long TERMINATE_MILLIS = 900;
  private static final long KILL_MILLIS = 400;

  /** After Ctrl-C, which reaches the children too: how long they may take to end by themselves. */
  private static final long INTERRUPTED_MILLIS = 400;

  private static final long STOP_AFTER_INTERRUPT_MILLIS = 100;

  private static boolean registered;

  private ShutdownLadder() {
    super(DaemonThreads.outermostGroup(), null, "processing-shutdown", 0, false);
    setContextClassLoader(ShutdownLadder.class.getClassLoader());
  }

  /** Makes it a hook of this JVM, once. */
  static synchronized void register() {
    if (!registered) {
      registered = true;
      try {
        Runtime.getRuntime().addShutdownHook(new ShutdownLadder());
      } catch (IllegalStateException e) {
        throw new IllegalStateException("cannot start a process while this JVM shuts down", e);
      }
      OwnClasses.loadIfNeeded();
      Orphan.beforeEnd(ShutdownLadder::orphan);
    }
  }

  @Override
  public void run() {
    ProgramEnd.shutsDown();
    Stock stock = SpareStock.getIfThere();
    if (stock != null) {
      stock.close();
    }
    List<LocalProcess> children = Orphan.isEnding() ? ChildTable.mortal() : ChildTable.all();
    boolean interrupted = !children.isEmpty() && ExitMark.isInterrupt();
    if (interrupted) {
      children = awaitEnd(children, INTERRUPTED_MILLIS);
    }
    end(children, interrupted ? STOP_AFTER_INTERRUPT_MILLIS : STOP_MILLIS);
    if (stock != null) {
      stock.awaitGone();
    }
    AtExit.runAll();
    Session session = Session.currentOrNull();
    if (session != null) {
      session.leave();
    }
    LinkServer.leave();
  }

  /** Ends these children. Blocks for less than two seconds. */
  static void end(List<LocalProcess> children) {
    end(children, STOP_MILLIS);
  }

  private static void end(List<LocalProcess> children, long stopMillis) {
    List<LocalProcess> alive = children;
    for (LocalProcess child : alive) {
      child.stop();
    }
    alive = awaitEnd(alive, stopMillis);
    for (LocalProcess child : alive) {
      child.terminateOrKill();
    }
    alive = awaitEnd(alive, TERMINATE_MILLIS);
    for (LocalProcess child : alive) {
      child.kill();
    }
    awaitEnd(alive, KILL_MILLIS);
  }

  private static List<LocalProcess> awaitEnd(List<LocalProcess> children, long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    List<LocalProcess> alive = new ArrayList<>();
    for (LocalProcess child : children) {
      try {
        if (!child.join(Math.max(0, deadline - System.nanoTime()))) {
          alive.add(child);
        }
      } catch (InterruptedException e) {
        // Nobody waits for a hook's interrupt; the ladder goes on.
        alive.add(child);
      }
    }
    return alive;
  }

  private static void orphan() {
    for (LocalProcess child : ChildTable.mortal()) {
      child.orphaned();
    }
  }
}
