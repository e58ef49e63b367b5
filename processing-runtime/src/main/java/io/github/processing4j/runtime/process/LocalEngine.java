package io.github.processing4j.runtime.process;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.StandbyOptions;
import io.github.processing4j.Target;
import io.github.processing4j.runtime.child.Child;
import io.github.processing4j.runtime.launch.Inherited;
import io.github.processing4j.runtime.launch.LaunchRequest;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.Launcher;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.runtime.standby.Spare;
import io.github.processing4j.runtime.standby.Stock;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.RunningProcess;
import io.github.processing4j.spi.Work;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start methods {@code spawn}, a fresh JVM per process, and {@code standby}, a JVM that is booted
 * already where there is one.
 */
public final class LocalEngine implements Engine {
  /** The system property for how deep a tree of processes may grow. */
  static final String GENERATIONS_PROPERTY = "processing4j.maxGenerations";

  private static final int MAX_GENERATIONS = 16;

  private final String startMethod;
  private final boolean takesSpares;

  private LocalEngine(String startMethod, boolean takesSpares) {
    this.startMethod = startMethod;
    this.takesSpares = takesSpares;
  }

  /** A fresh JVM per process. */
  public static LocalEngine spawn() {
    return new LocalEngine("spawn", false);
  }

  /** A JVM from the stock, else a fresh one. */
  public static LocalEngine standby() {
    return new LocalEngine("standby", true);
  }

  /** Sets how standby JVMs are kept. */
  public static void setStandby(StandbyOptions options) {
    SpareStock.set(options);
  }

  @Override
  public String startMethod() {
    return startMethod;
  }

  /**
   * Runs a child that does nothing: what a first launch loads is spread all over; and then another,
   * once there is a spare for it.
   */
  @Override
  public void prepare() {
    try {
      startNothing().join(-1);
      if (takesSpares) {
        SpareStock.get().awaitReady();
        startNothing().join(-1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RunningProcess startNothing() {
    Target nothing = () -> {};
    return start(ProcessSpec.ofOurOwn("prepare", new Work.OfTarget(nothing)));
  }

  @Override
  public RunningProcess start(ProcessSpec spec) {
    requireGeneration(spec.identity());
    Session session = session();
    LinkServer server = LinkServer.get();
    ShutdownLadder.register();

    LaunchRequest request = LaunchRequest.of(spec, takesSpares);
    LocalProcess child = wake(session, spec, request);
    if (child == null) {
      child = launch(session, server, spec, request);
    }
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

  private @Nullable LocalProcess wake(Session session, ProcessSpec spec, LaunchRequest request) {
    if (!takesSpares) {
      return null;
    }
    Stock from = SpareStock.get();
    Spare spare = from.take(session, request);
    while (spare != null) {
      LocalProcess child = wake(spare, spec, request, from);
      if (child != null) {
        return child;
      }
      spare = from.take(session, request);
    }
    return null;
  }

  /** The process that the spare becomes; null if it is gone. */
  private static @Nullable LocalProcess wake(
      Spare spare, ProcessSpec spec, LaunchRequest request, Stock from) {
    ChildListener listener = new ChildListener(spec.name(), spec.work());
    boolean woken = false;
    try {
      woken = spare.wake(request, listener);
    } finally {
      if (!woken) {
        from.giveBack(spare);
      }
    }
    if (!woken) {
      return null;
    }
    LocalProcess child = child(spec, spare.launched(), spare.link(), listener);
    if (spare.isConnected()) {
      child.linkConnected();
    }
    return child;
  }

  private static LocalProcess launch(
      Session session, LinkServer server, ProcessSpec spec, LaunchRequest request) {
    long slot = session.newSlot();
    ChildListener listener = new ChildListener(spec.name(), spec.work());
    Link link = server.expect(slot, listener);
    try {
      return child(spec, Launcher.launch(session, request, slot, link), link, listener);
    } catch (RuntimeException | Error e) {
      link.expectEnd();
      throw e;
    }
  }

  private static LocalProcess child(
      ProcessSpec spec, Launched launched, Link link, ChildListener listener) {
    LocalProcess child = new LocalProcess(spec, launched, link);
    // Before its end can be heard of, which takes it out again.
    ChildTable.add(child);
    listener.child(child);
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
    Launcher.inheritStandby(told);
    return HomeSession.join(directory, told);
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
