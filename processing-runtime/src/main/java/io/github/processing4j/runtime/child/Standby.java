package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.launch.WakeCall;
import io.github.processing4j.runtime.memory.Warmup;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a spare does until it is woken: it connects, rehearses, opens the jars of the class path, loads
 * what it was told to, throws the garbage out, and waits on its stdin. When it is woken meanwhile it
 * leaves the rest, and is no worse than a JVM that was launched for its target.
 */
public final class Standby {
  /** A resource that is nowhere, so that each jar is opened to look for it. */
  private static final String NOWHERE = "io/github/processing4j/nowhere";

  /** How the names of our own classes begin. */
  private static final String OURS = "io.github.processing4j.runtime.";

  private static final int LOOK_MILLIS = 2;
  private static final long LOOK_NANOS = 2_000_000;

  private static volatile boolean waiting;

  private Standby() {}

  /** Whether this JVM does not know yet which process it will be. */
  public static boolean isWaiting() {
    return waiting;
  }

  /** To be called when this JVM knows which process it is. */
  static void woken() {
    waiting = false;
  }

  /**
   * Waits to be woken. Blocks. {@link #woken()} is to follow.
   *
   * @param args the payload file; and from {@code first} on: the milliseconds in which a call is
   *     likely; the number of classes to load, and their names; the names of those to load and
   *     initialise
   * @param rehearsal the payload of what to rehearse, which follows in {@code work}
   * @return what it is to be, or null if it is not needed
   */
  static @Nullable Decoder await(
      String[] args, int first, Payload rehearsal, Decoder work, ParentLink link) throws Exception {
    waiting = true;
    // Not System.in, which is the target's.
    FileInputStream calls = new FileInputStream(FileDescriptor.in);
    int likelyMillis = Integer.parseInt(args[first]);
    for (int waited = 0; waited < likelyMillis && !isCalled(calls); waited += LOOK_MILLIS) {
      // Not sleep: a stop of what this will be may come before its call is seen.
      LockSupport.parkNanos(LOOK_NANOS);
    }
    if (!isCalled(calls)) {
      link.hurry();
    }
    link.start();
    if (!isCalled(calls)) {
      ChildWork.find(rehearsal, work, link).run();
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (!isCalled(calls)) {
      loader.getResource(NOWHERE);
    }
    int hosts = first + 2;
    int preload = hosts + Integer.parseInt(args[first + 1]);
    for (int i = hosts; i < preload && !isCalled(calls); i++) {
      load(args[i], loader);
      if (args[i].startsWith(OURS)) {
        rehearse(
            args[i], new File(args[0].substring(0, args[0].length() - 2).concat("st")), loader);
      }
    }
    for (int i = preload; i < args.length && !isCalled(calls); i++) {
      Class.forName(args[i], true, loader);
    }
    if (!isCalled(calls)) {
      System.gc();
      link.ready();
    }
    byte[] call = WakeCall.await(calls, new File(WakeCall.fileName(args[0])));
    if (call == null) {
      return null;
    }
    Decoder in = new Decoder(call);
    in.getString(); // the version, which was the same before
    return in;
  }

  /** Does what a target of ours knows that it will need: see {@code WorkerMain.Rehearsal}. */
  private static void rehearse(String host, File page, ClassLoader loader) {
    Warmup.rehearse(page);
    try {
      Class.forName(host.concat("$Rehearsal"), true, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // It was only for speed.
    }
  }

  /** Loads a class that a target is likely in; if it cannot, the target will say so. */
  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // It was only for speed.
    }
  }

  private static boolean isCalled(FileInputStream calls) throws IOException {
    return calls.available() > 0;
  }
}
