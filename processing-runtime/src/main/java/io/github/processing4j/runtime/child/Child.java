package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.codec.Decoder;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.launch.StderrTail;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a child.
 *
 * <pre>
 *   DIR/N.in   the payload file; beside it lies the status page
 *   warm       a class will be defined to call the target, on a JVM where that is slow
 *   map        a segment will be mapped
 *   standby    this JVM is a spare: see {@link Standby}
 *   ...        what it does while it waits
 * </pre>
 *
 * <p>It reads and removes the payload, lets a daemon thread connect to the parent, and runs the work on
 * the main thread. It returns from {@code main} when the work has, so that the JVM waits for other non-daemon
 * threads as it always does.
 *
 * <p>Everything here is on the way of a child's start: no lambdas, no serialization, no crypto, no
 * logging, few classes.
 */
public final class Child {
  /** Exit code of a child that never got to its target. */
  static final int CANNOT_BEGIN = 1;

  private static @Nullable Payload payload;
  private static @Nullable File session;

  private Child() {}

  /** What this JVM was told, or null if it is a main process. */
  public static @Nullable Payload payload() {
    return payload;
  }

  /** The session directory of a child. */
  public static @Nullable File session() {
    return session;
  }

  /** Runs the child. */
  public static void main(String[] args) throws Throwable {
    int next = 1;
    if (args.length > next && args[next].equals("warm")) {
      next++;
      new CallWarmer().start();
    }
    boolean maps = args.length > next && args[next].equals("map");
    if (maps) {
      next++;
    }
    boolean standby = args.length > next;
    File file = new File(args[0]);
    byte[] content;
    try (FileInputStream in = new FileInputStream(file)) {
      content = in.readAllBytes();
    } catch (IOException e) {
      // The parent is gone, or looks at what this JVM prints before our main.
      System.exit(CANNOT_BEGIN);
      return;
    }
    file.delete();
    String path = file.getPath();
    File pageFile = new File(path.substring(0, path.length() - 2).concat("st"));
    if (maps) {
      new MapWarmer(pageFile).start();
    }
    StatusPage page = StatusPage.open(pageFile);
    page.progress(StatusPage.BOOTED);
    PrintStream err = tail(page);

    Thread main = Thread.currentThread();
    MainThread.init(main);
    ExitMark mark = new ExitMark(page);
    try {
      Runtime.getRuntime().addShutdownHook(mark);
    } catch (IllegalStateException e) {
      // A signal was quicker: this JVM is ending.
      return;
    }
    ChildWork work;
    ParentLink link;
    Payload told;
    try {
      Decoder in = new Decoder(content);
      String parentsVersion = in.getString();
      if (!parentsVersion.equals(Payload.VERSION)) {
        VersionCheck.fail(parentsVersion);
      }
      told = Payload.read(in);
      session = file.getParentFile();
      link = new ParentLink(told, file.getParentFile());
      if (standby) {
        mark.link(link);
        in = Standby.await(args, next + 1, told, in, link);
        if (in == null) {
          return;
        }
        told = Payload.read(in);
        link.become(told);
      }
      payload = told;
      if (standby) {
        Standby.woken();
      }
      work = ChildWork.find(told, in, link);
    } catch (Throwable e) {
      new ExitReport(page, err).cannotBegin(e);
      return;
    }
    page.progress(StatusPage.RUNNING);
    if (!standby) {
      mark.link(link);
      link.start();
    }
    long stop = page.requestedStop();
    if (stop > 0) {
      MainThread.stop(stop);
    }
    try {
      work.run();
      link.flush();
      mark.runIfLast();
    } catch (Throwable e) {
      if (e instanceof OutOfMemoryError) {
        // Before anything that takes memory, if only to load a class.
        page.outOfMemory();
      }
      new ExitReport(page, err).failed(e, told);
    }
  }

  /** Passes stderr through the page. */
  private static PrintStream tail(StatusPage page) {
    String encoding = System.getProperty("stderr.encoding");
    if (encoding == null) {
      encoding = System.getProperty("sun.stderr.encoding");
    }
    Charset charset =
        encoding != null && Charset.isSupported(encoding)
            ? Charset.forName(encoding)
            : Charset.defaultCharset();
    PrintStream err =
        new PrintStream(
            new BufferedOutputStream(
                new StderrTail(new FileOutputStream(FileDescriptor.err), page), 1024),
            true,
            charset);
    System.setErr(err);
    return err;
  }
}
