package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.codec.SharedRefs;
import io.github.processing4j.runtime.launch.Payload;
import io.github.processing4j.runtime.link.ChildLink;
import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The daemon thread that holds this child's link: it takes its place in the session, connects, obeys,
 * and sees the parent die.
 */
public final class ParentLink extends Thread {
  /**
   * How long the target has the machine to itself before this thread connects: much of what a JVM
   * does first is to load classes, and a child that ends sooner needs no link.
   */
  private static final long HEAD_START_MILLIS = 10;

  private static final int MAX_ATTEMPTS = 200;
  private static final long RETRY_MILLIS = 50;

  private volatile Payload payload;
  private final File session;
  private @Nullable ChildLink link;
  private boolean tried;
  private boolean urgent;
  private boolean leaving;
  private @Nullable LinkWriter writer;

  ParentLink(Payload payload, File session) {
    super(null, null, "processing-link", 0, false);
    this.payload = payload;
    this.session = session;
    setDaemon(true);
  }

  @Override
  public void run() {
    ChildLink to = null;
    try {
      giveHeadStart();
      to = connect(Session.join(session.toPath(), payload.slot));
      connected(to);
      if (!isLeaving()) {
        to.prepareEnd();
        obey(to);
      }
    } catch (Throwable e) {
      // Also when the target has used up the memory: what follows looks whether the parent lives.
    } finally {
      connected(null);
      if (isLeaving()) {
        // The end of this JVM closes the link, and most end before there is a reason to look.
        Orphan.pause();
      } else if (to != null) {
        to.close();
      }
    }
    Orphan.endUnlessParentLives(payload);
  }

  /** Connects; again where the parent lives but has let others in first. */
  private ChildLink connect(Session joined) throws IOException, InterruptedException {
    ParentsSelectorProvider.use(payload.selectorProvider);
    for (int attempt = 1; ; attempt++) {
      try {
        return ChildLink.connect(payload.linkAddress, payload.slot, payload.token);
      } catch (IOException e) {
        if (attempt == MAX_ATTEMPTS
            || isLeaving()
            || !joined.liveness().isAlive(payload.parentSlot)) {
          throw e;
        }
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  /** A spare wakes: it is another process than it seemed. */
  void become(Payload told) {
    payload = told;
  }

  /** There is no target that should have the machine to itself. */
  synchronized void hurry() {
    urgent = true;
    notifyAll();
  }

  private synchronized void giveHeadStart() throws InterruptedException {
    long start = System.nanoTime();
    long left = HEAD_START_MILLIS;
    while (!urgent && left > 0) {
      wait(left);
      left = HEAD_START_MILLIS - (System.nanoTime() - start) / 1_000_000;
    }
  }

  private void obey(ChildLink from) throws IOException {
    while (true) {
      byte type = from.readType();
      byte[] body = from.readBody();
      switch (type) {
        case Frames.STOP:
          MainThread.stop(ByteBuffer.wrap(body).getLong());
          break;
        case Frames.INTERRUPT:
          Interrupt.raise();
          break;
        case Frames.PING:
          writer().add(Frames.PONG, new byte[0]);
          break;
        case Frames.ORPHANED:
          if (!payload.survivesOrphaned) {
            Orphan.end();
          }
          break;
        default:
          throw new IOException("a frame of type " + type);
      }
    }
  }

  /**
   * This JVM exits: reads no more, for an ending JVM waits for a thread that reads. Its hooks may take
   * their time; meanwhile this thread looks at the parent's lock to see whether it lives.
   */
  synchronized void leave() {
    leaving = true;
    if (link != null) {
      link.readNoMore();
    }
  }

  private synchronized boolean isLeaving() {
    return leaving;
  }

  /** This spare is as warm as it gets. */
  void ready() {
    writer().add(Frames.READY, new byte[0]);
  }

  void result(@Nullable Object result) {
    Encoder out = new Encoder().putValue(result, "the result");
    byte[] body = out.toBytes();
    SharedRefs handles = out.handles();
    if (handles != null) {
      handles.depart();
    }
    writer().add(Frames.RESULT, body);
  }

  void progress(byte[] body) {
    writer().newest(Frames.PROGRESS, body);
  }

  private synchronized LinkWriter writer() {
    LinkWriter known = writer;
    if (known == null) {
      hurry();
      known = new LinkWriter(this);
      writer = known;
      known.start();
    }
    return known;
  }

  /** Waits until what was sent is out of this JVM, or the parent is gone. */
  void flush() {
    LinkWriter known;
    synchronized (this) {
      known = writer;
    }
    if (known != null) {
      known.flush();
    }
  }

  private synchronized void connected(@Nullable ChildLink to) {
    if (!tried) {
      tried = true;
      link = to;
      notifyAll();
    }
  }

  /** The link, once connected, or null if the parent is gone. Blocks. */
  synchronized @Nullable ChildLink awaitLink() throws InterruptedException {
    while (!tried) {
      wait();
    }
    return link;
  }
}
