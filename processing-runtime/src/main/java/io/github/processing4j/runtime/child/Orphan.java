package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Session;
import org.jspecify.annotations.Nullable;

/** Ends this child when its parent has died without ending it. */
public final class Orphan {
  private static final long LOOK_MILLIS = 50;

  /** How long shutdown hooks may take. */
  private static final long HOOKS_MILLIS = 400;

  /** Told before this JVM ends as an orphan, so that its own children end at the same time. */
  private static volatile @Nullable Runnable beforeEnd;

  private static volatile boolean ending;

  private Orphan() {}

  /** Sets what is to be done before this JVM ends as an orphan. */
  public static void beforeEnd(Runnable action) {
    beforeEnd = action;
  }

  /** Whether this JVM ends as an orphan: those of its children that survive one go on. */
  public static boolean isEnding() {
    return ending;
  }

  /** The link is gone. Ends this child as soon as the parent is. */
  static void endUnlessParentLives(Payload payload) {
    if (payload.survivesOrphaned) {
      return;
    }
    while (parentLives(payload)) {
      pause();
    }
    end();
  }

  /** Waits until it is time to look again. */
  static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      // Nobody has reason to; look again.
    }
  }

  private static boolean parentLives(Payload payload) {
    try {
      Session session = Session.currentOrNull();
      if (session != null) {
        return session.liveness().isAlive(payload.parentSlot);
      }
      // Could not join the session: an orphan has another parent than at first.
      return ProcessHandle.current()
          .parent()
          .filter(parent -> parent.pid() == payload.parentPid)
          .isPresent();
    } catch (OutOfMemoryError e) {
      return true;
    }
  }

  /** Ends this child, by its shutdown hooks if they are quick. */
  static void end() {
    ending = true;
    Runnable action = beforeEnd;
    if (action != null) {
      action.run();
    }
    DaemonThreads.start("processing-orphan", new Exit());
    try {
      Thread.sleep(HOOKS_MILLIS);
    } catch (InterruptedException e) {
      // Then at once.
    }
    Runtime.getRuntime().halt(Child.CANNOT_BEGIN);
  }

  private static final class Exit implements Runnable {
    @Override
    public void run() {
      Runtime.getRuntime().exit(Child.CANNOT_BEGIN);
    }
  }
}
