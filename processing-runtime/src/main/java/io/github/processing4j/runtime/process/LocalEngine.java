package io.github.processing4j.runtime.process;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import io.github.processing4j.Processing;
import io.github.processing4j.ProcessingException;
import io.github.processing4j.SessionException;
import io.github.processing4j.Target;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.launch.Inherited;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.Launcher;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.RunningProcess;
import io.github.processing4j.spi.Work;
import java.io.File;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** The {@code spawn} start method: a fresh JVM per process. */
public final class LocalEngine implements Engine {
  /** The system property for how deep a tree of processes may grow. */
  static final String GENERATIONS_PROPERTY = "processing4j.maxGenerations";

  private static final int MAX_GENERATIONS = 16;

  @Override
  public String startMethod() {
    return "spawn";
  }

  /** Runs a child that does nothing: what a first launch loads is spread all over. */
  @Override
  public void prepare() {
    Target nothing = () -> {};
    RunningProcess child =
        start(
            new ProcessSpec(
                Process.current(),
                "prepare",
                new int[0],
                true,
                new byte[0],
                JvmOptions.inherited(),
                OrphanPolicy.END,
                new Work.OfTarget(nothing)));
    try {
      child.join(-1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public RunningProcess start(ProcessSpec spec) {
    requireGeneration(spec.identity());
    Session session = session();
    LinkServer server = LinkServer.get();
    ShutdownLadder.register();

    long slot = session.newSlot();
    ChildListener listener = new ChildListener(spec.name(), spec.work());
    Link link = server.expect(slot, listener);
    LocalProcess child;
    try {
      Launched launched =
          Launcher.launch(session, spec, payload(spec, session, slot, link, server));
      child = new LocalProcess(spec.name(), spec.daemon(), launched, link);
    } catch (RuntimeException | Error e) {
      link.expectEnd();
      throw e;
    }
    listener.child(child);
    ChildTable.add(child);
    child.watch();
    try {
      Keeper.keep();
    } catch (RuntimeException | Error e) {
      // Without a thread more, nobody gets to know of the child.
      child.kill();
      throw e;
    }
    return child;
  }

  /** The session of this JVM; in a child the parent's, whether or not its link is there yet. */
  private static Session session() {
    Payload told = Child.payload();
    File directory = Child.session();
    if (told == null || directory == null) {
      return Session.current();
    }
    Launcher.inherit(new Inherited(List.of(told.flags), told.mainModule));
    try {
      return Session.join(directory.toPath(), told.slot);
    } catch (IOException e) {
      throw new SessionException(
          "cannot join the session " + directory + " of the parent, which is gone: " + e,
          directory.toString(),
          e);
    }
  }

  private static Payload payload(
      ProcessSpec spec, Session session, long slot, Link link, LinkServer server) {
    Payload payload = new Payload();
    payload.slot = slot;
    payload.parentSlot = session.slot();
    payload.parentPid = ProcessHandle.current().pid();
    payload.parentName = Process.current().getName();
    payload.name = spec.name();
    payload.identity = spec.identity();
    payload.daemon = spec.daemon();
    payload.survivesOrphaned = spec.orphanPolicy() == OrphanPolicy.SURVIVE;
    payload.authKey = spec.authKey();
    payload.linkAddress = server.address().text();
    payload.token = link.token();
    payload.startMethod = Processing.getStartMethod();
    payload.selectorProvider = SelectorProvider.provider().getClass().getName();
    return payload;
  }

  private static void requireGeneration(int[] identity) {
    int limit = Integer.getInteger(GENERATIONS_PROPERTY, MAX_GENERATIONS);
    if (identity.length > limit) {
      throw new ProcessingException(
          "a process of generation "
              + identity.length
              + ": children of children of children; if this is no mistake, raise the limit of "
              + limit
              + " with -D"
              + GENERATIONS_PROPERTY
              + "=N");
    }
  }
}
