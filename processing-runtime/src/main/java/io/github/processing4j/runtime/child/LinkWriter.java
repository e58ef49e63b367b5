package io.github.processing4j.runtime.child;

import io.github.processing4j.runtime.link.ChildLink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The daemon thread that writes to the parent, so that no thread of the user ever does: an interrupt
 * or a stop would close the channel under it.
 */
final class LinkWriter extends Thread {
  private record Frame(byte type, byte[] body, boolean coalesced) {}

  private final ParentLink parent;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean broken;

  LinkWriter(ParentLink parent) {
    super(null, null, "processing-link-writer", 0, false);
    this.parent = parent;
    setDaemon(true);
  }

  /** Sends a frame after those before it. */
  synchronized void add(byte type, byte[] body) {
    waiting.add(new Frame(type, body, false));
    notifyAll();
  }

  /** Sends a frame in place of one of its type that still waits at the end of the queue. */
  synchronized void newest(byte type, byte[] body) {
    Frame last = waiting.peekLast();
    if (last != null && last.coalesced() && last.type() == type) {
      waiting.removeLast();
    }
    waiting.add(new Frame(type, body, true));
    notifyAll();
  }

  /** Waits until all is written, or cannot be; keeps an interrupt for later. */
  synchronized void flush() {
    boolean interrupted = false;
    while ((writing || !waiting.isEmpty()) && !broken) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      ChildLink link = parent.awaitLink();
      while (link != null) {
        Frame next = next();
        link.send(next.type(), next.body());
      }
    } catch (IOException | InterruptedException e) {
      // The parent is gone, or this JVM ends.
    } finally {
      broken();
    }
  }

  private synchronized Frame next() throws InterruptedException {
    writing = false;
    notifyAll();
    Frame first;
    while ((first = waiting.poll()) == null) {
      wait();
    }
    writing = true;
    return first;
  }

  private synchronized void broken() {
    broken = true;
    waiting.clear();
    notifyAll();
  }
}
