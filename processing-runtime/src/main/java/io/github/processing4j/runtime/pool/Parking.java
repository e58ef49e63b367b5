package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.spi.Providers;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where threads of this JVM wait for something that happens once. Thread-safe; without a lock that who
 * holds a result could hold.
 */
final class Parking extends AtomicReference<Parking.@Nullable Place> {
  private static final long serialVersionUID = 1;

  /** A thread that waits; null once it does not any more. */
  static final class Place {
    private volatile @Nullable Thread thread = Thread.currentThread();
    private volatile @Nullable Place next;
  }

  private static final Place OPEN = new Place();

  static {
    OPEN.thread = null;
  }

  /** Whether it has happened. */
  boolean isOpen() {
    return get() == OPEN;
  }

  /** It has happened: all who wait go on. */
  void open() {
    for (Place place = getAndSet(OPEN); place != null && place != OPEN; place = place.next) {
      LockSupport.unpark(place.thread);
    }
  }

  /**
   * Waits. Interruptible.
   *
   * @param nanos zero or less looks once
   * @return false if the time was over
   * @throws io.github.processing4j.ProcessExit if the process is stopped
   */
  boolean await(long nanos) throws InterruptedException {
    Bell.check(true);
    if (isOpen()) {
      return true;
    }
    long start = System.nanoTime();
    Place place = null;
    while (true) {
      if (isOpen()) {
        return true;
      }
      if (Thread.interrupted()) {
        leave(place);
        // That of a stop is not one to tell.
        Providers.get().checkStop();
        throw new InterruptedException();
      }
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        leave(place);
        return false;
      }
      if (place == null) {
        place = enter();
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /** A place of this thread; none if it is open meanwhile. */
  private @Nullable Place enter() {
    Place place = new Place();
    while (true) {
      Place first = get();
      if (first == OPEN) {
        return null;
      }
      place.next = first;
      if (compareAndSet(first, place)) {
        return place;
      }
    }
  }

  /** Leaves early, and takes all away who have: those who look now and then must not pile up. */
  private void leave(@Nullable Place left) {
    if (left == null) {
      return;
    }
    left.thread = null;
    boolean again = true;
    while (again) {
      again = false;
      Place before = null;
      for (Place place = get(); place != null && place != OPEN; place = place.next) {
        if (place.thread != null) {
          before = place;
        } else if (before != null) {
          before.next = place.next;
          // The one before has left too, meanwhile: it may be out of the chain already.
          again |= before.thread == null;
        } else {
          again |= !compareAndSet(place, place.next);
        }
        if (again) {
          break;
        }
      }
    }
  }
}
