package io.github.processing4j.runtime.standby;

import io.github.processing4j.runtime.launch.LaunchPlan;
import io.github.processing4j.runtime.launch.LaunchRequest;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.Launcher;
import io.github.processing4j.runtime.launch.WakeCall;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.link.LinkListener;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that was launched before there is something to run.
 *
 * <p>It reads its stdin: what comes is what it is to run, and the end of it says that it is not
 * needed, or that this JVM is dead. A pipe, and not the link, because the thread that starts a process
 * may write to it: an interrupt does not close it, and what is written never waits for the other side.
 * The link is there too, for whoever takes the spare.
 *
 * <p>One thread takes it; then it is that thread's.
 */
public final class Spare {
  private static final int SIGNALLED = 128;

  private final Session session;
  private final Launched launched;
  private final Link link;
  private final SpareLink listener;
  private final Freshness freshness;

  private Spare(
      Session session, Launched launched, Link link, SpareLink listener, Freshness freshness) {
    this.session = session;
    this.launched = launched;
    this.link = link;
    this.listener = listener;
    this.freshness = freshness;
  }

  /**
   * Launches one. Blocks for some milliseconds.
   *
   * @param changed is run when it is ready, or gone; on the link thread
   * @throws io.github.processing4j.ProcessingException if it cannot be launched
   */
  static Spare launch(Session session, LaunchPlan plan, Warmth warmth, Runnable changed) {
    // Looked at before it is launched, so that it never holds something newer than it seems.
    Freshness freshness =
        Freshness.of(
            plan.code().classPath(),
            plan.code().modulePath(),
            !warmth.preload().isEmpty(),
            warmth.hosts());
    long slot = session.newSlot();
    SpareLink listener = new SpareLink(changed);
    Link link = LinkServer.get().expect(slot, listener);
    try {
      LaunchRequest rehearsal = Rehearsal.request(plan);
      Launched launched =
          Launcher.launchSpare(session, rehearsal, warmth.toArguments(), slot, link);
      return new Spare(session, launched, link, listener, freshness);
    } catch (RuntimeException | Error e) {
      link.expectEnd();
      throw e;
    }
  }

  /** The JVM. */
  public Launched launched() {
    return launched;
  }

  /** Its link. */
  public Link link() {
    return link;
  }

  /** Whether it may be handed out: alive, not suspended, and what is on disk is what it has loaded. */
  boolean isUsable() {
    return launched.process().isAlive()
        && !listener.isClosed()
        && freshness.isFresh()
        && Pulse.beats(launched.process().pid(), link, listener);
  }

  /** Whether it has done all that it can do before it is woken. */
  boolean isReady() {
    return listener.isReady();
  }

  /** Whether it got far enough that its link tells its end. */
  public boolean isConnected() {
    return listener.isConnected();
  }

  /** Whether it has ended. */
  boolean isGone() {
    return !launched.process().isAlive();
  }

  /** Whether a signal ended it: from outside, which says nothing of the next one. */
  boolean wasKilled() {
    return isGone() && launched.process().exitValue() > SIGNALLED;
  }

  /** Whether it is ending, or has. */
  boolean isEnding() {
    return listener.isClosed() || isGone();
  }

  /**
   * Tells it what to run.
   *
   * @param heir hears its link from now on
   * @return false if it is not there any more; then it is to be let go
   */
  public boolean wake(LaunchRequest request, LinkListener heir) {
    if (!listener.bequeath(heir)) {
      return false;
    }
    try {
      WakeCall.send(session, launched, request.content(session, launched.slot(), link));
      return true;
    } catch (IOException e) {
      Log.of(Spare.class).debug("the spare {} is gone", launched.process().pid(), e);
      return false;
    }
  }

  /** Lets it end by itself; it must not be woken any more. */
  void letGo() {
    try {
      launched.process().getOutputStream().close();
    } catch (IOException e) {
      // It was gone.
    }
  }

  void kill() {
    launched.process().destroyForcibly();
  }

  /** Deletes what it left behind, once it is gone. */
  void bury() {
    link.expectEnd();
    launched.deleteFiles();
  }

  /** Why it ended, once it is gone; null if it did not tell. */
  @Nullable Throwable failure() {
    return launched.failure();
  }
}
