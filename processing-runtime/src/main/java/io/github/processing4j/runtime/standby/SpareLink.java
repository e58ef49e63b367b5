package io.github.processing4j.runtime.standby;

import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.link.LinkListener;
import org.jspecify.annotations.Nullable;

/**
 * Hears the link of a spare, until it has an heir: the listener of the process that it becomes.
 *
 * <p>The link thread calls; who takes the spare bequeaths. The heir hears of everything exactly once,
 * also of what came before. Thread-safe.
 */
final class SpareLink implements LinkListener {
  private final Runnable changed;

  private @Nullable LinkListener heir;
  private boolean connected;
  private boolean ready;
  private boolean closed;
  private long pongs;

  /**
   * A listener.
   *
   * @param changed is run when the spare is ready, or gone; on the link thread
   */
  SpareLink(Runnable changed) {
    this.changed = changed;
  }

  /**
   * Lets another hear the link from now on.
   *
   * @return false if the link is gone already, so that the spare is too
   */
  synchronized boolean bequeath(LinkListener to) {
    if (closed) {
      return false;
    }
    heir = to;
    if (connected) {
      to.connected();
    }
    return true;
  }

  /** Whether it is connected and as warm as it gets. */
  synchronized boolean isReady() {
    return ready;
  }

  synchronized boolean isConnected() {
    return connected;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** How often it has answered. */
  synchronized long pongs() {
    return pongs;
  }

  /** Waits until it has answered more often, or is gone, or the time is over; keeps an interrupt. */
  synchronized boolean awaitPong(long before, long timeoutMillis) {
    boolean interrupted = Thread.interrupted();
    long start = System.nanoTime();
    long left = timeoutMillis;
    while (pongs == before && !closed && left > 0) {
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = timeoutMillis - (System.nanoTime() - start) / 1_000_000;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return pongs > before;
  }

  @Override
  public synchronized void connected() {
    connected = true;
    if (heir != null) {
      heir.connected();
    }
  }

  @Override
  public void received(byte type, byte[] body) {
    synchronized (this) {
      if (type == Frames.PONG) {
        pongs++;
        notifyAll();
        return;
      }
      if (type != Frames.READY) {
        if (heir != null) {
          heir.received(type, body);
        }
        return;
      }
      ready = true;
    }
    changed.run();
  }

  @Override
  public void closed() {
    synchronized (this) {
      closed = true;
      notifyAll();
      if (heir != null) {
        heir.closed();
        return;
      }
    }
    changed.run();
  }
}
