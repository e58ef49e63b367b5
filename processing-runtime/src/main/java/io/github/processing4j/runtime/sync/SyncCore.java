package io.github.processing4j.runtime.sync;

import io.github.processing4j.ClosedHandleException;
import io.github.processing4j.runtime.memory.SharedObject;
import java.nio.ByteBuffer;

/** What a handle of this package works on: words of an object, and whether the handle was closed. */
abstract class SyncCore {
  /** How long a thread that never waits believes that whoever is in its way lives. */
  private static final long PROBE_NANOS = 50_000_000;

  final SharedObject object;
  final ByteBuffer memory;
  private volatile boolean closed;
  private volatile long probedNanos = System.nanoTime() - PROBE_NANOS;

  SyncCore(SharedObject object) {
    this.object = object;
    this.memory = object.memory();
  }

  /** Notes that the handle was closed, before those who wait are woken. */
  final void close() {
    closed = true;
  }

  /**
   * Whether a thread may go on to wait.
   *
   * @throws ClosedHandleException if the handle was closed
   */
  final void requireOpen() {
    if (closed) {
      throw new ClosedHandleException(
          "the handle of " + object.name().file() + " was closed while a thread waited in it");
    }
  }

  /**
   * Whether it is time to find out who is dead, for those who ask often and never wait: a probe is a
   * system call.
   */
  final boolean isTimeToProbe() {
    long now = System.nanoTime();
    if (now - probedNanos < PROBE_NANOS) {
      return false;
    }
    probedNanos = now;
    return true;
  }
}
