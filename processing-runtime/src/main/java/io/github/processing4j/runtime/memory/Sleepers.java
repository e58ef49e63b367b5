package io.github.processing4j.runtime.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this JVM at a {@link Bell}: those that wait, in the order in which they came, and those
 * that watch. Guarded by its lock, which nobody holds while it waits.
 */
final class Sleepers {
  final ReentrantLock lock = new ReentrantLock();

  private final List<Runnable> watchers = new ArrayList<>(1);
  private @Nullable Sleeper first;
  private @Nullable Sleeper last;

  /** A thread that waits. */
  static final class Sleeper {
    private final Thread thread;
    volatile boolean rung;
    private @Nullable Sleeper previous;
    private @Nullable Sleeper next;

    Sleeper(Thread thread) {
      this.thread = thread;
    }

    private void ring() {
      rung = true;
      LockSupport.unpark(thread);
    }
  }

  boolean isAnyAsleep() {
    return first != null;
  }

  boolean isAnyWatching() {
    return !watchers.isEmpty();
  }

  boolean isEmpty() {
    return first == null && watchers.isEmpty();
  }

  void add(Sleeper sleeper) {
    Sleeper before = last;
    if (before == null) {
      first = sleeper;
    } else {
      before.next = sleeper;
      sleeper.previous = before;
    }
    last = sleeper;
  }

  void remove(Sleeper sleeper) {
    Sleeper before = sleeper.previous;
    Sleeper after = sleeper.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
  }

  void addWatcher(Runnable wake) {
    watchers.add(wake);
  }

  void removeWatcher(Runnable wake) {
    watchers.remove(wake);
  }

  /** Wakes the first that was not woken yet; false if there is none. */
  boolean wakeOne() {
    for (Sleeper sleeper = first; sleeper != null; sleeper = sleeper.next) {
      if (!sleeper.rung) {
        sleeper.ring();
        return true;
      }
    }
    return false;
  }

  void wakeAll() {
    for (Sleeper sleeper = first; sleeper != null; sleeper = sleeper.next) {
      sleeper.ring();
    }
  }

  void tellWatchers() {
    for (Runnable watcher : watchers) {
      watcher.run();
    }
  }
}
