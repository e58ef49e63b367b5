package io.github.processing4j.runtime.queue;

import io.github.processing4j.Sentinel;
import io.github.processing4j.runtime.memory.Bell;
import io.github.processing4j.runtime.memory.Waitable;
import io.github.processing4j.runtime.memory.Watch;
import io.github.processing4j.spi.ProcessSentinel;
import io.github.processing4j.spi.Providers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for several objects at once: connections, queues and the ends of processes. */
final class Waits implements Runnable {
  /** Between two looks at all of them, for those whose end nobody tells. */
  private static final long LOOK_NANOS = 100_000_000;

  /** Where no ring is heard, as a {@link Bell} has it. */
  private static final long MIN_NAP_NANOS = 50_000;

  private static final long MAX_NAP_NANOS = 5_000_000;

  private final Thread thread = Thread.currentThread();
  private volatile boolean rung;

  private Waits() {}

  static <T> List<T> wait(Collection<? extends T> objects, @Nullable Duration timeout) {
    for (T object : objects) {
      require(object);
    }
    try {
      Bell.check(true);
      List<T> ready = ready(objects);
      long nanos = timeout == null ? Long.MAX_VALUE : LaneHandle.nanos(timeout);
      return !ready.isEmpty() || nanos <= 0 ? ready : new Waits().await(objects, nanos);
    } catch (InterruptedException e) {
      throw LaneHandle.interrupted("wait", e);
    }
  }

  private static void require(@Nullable Object object) {
    Objects.requireNonNull(object, "object");
    if (!(object instanceof Waitable) && !(object instanceof Sentinel)) {
      throw new IllegalArgumentException(
          "cannot wait for "
              + object
              + " of "
              + object.getClass().getName()
              + ": only for connections, queues and sentinels of processes");
    }
  }

  private static <T> List<T> ready(Collection<? extends T> objects) {
    List<T> ready = new ArrayList<>();
    for (T object : objects) {
      if (object instanceof Waitable waitable
          ? waitable.isReadyNow()
          : ((Sentinel) object).isReady()) {
        ready.add(object);
      }
    }
    return ready;
  }

  private <T> List<T> await(Collection<? extends T> objects, long nanos)
      throws InterruptedException {
    long start = System.nanoTime();
    long nap = MIN_NAP_NANOS;
    List<Watch> watches = new ArrayList<>();
    try {
      for (T object : objects) {
        watch(object, watches);
      }
      while (true) {
        rung = false;
        boolean heard = true;
        for (Watch watch : watches) {
          heard &= watch.renew();
        }
        List<T> ready = ready(objects);
        long left = nanos - (System.nanoTime() - start);
        if (!ready.isEmpty() || left <= 0) {
          return ready;
        }
        if (!rung && !thread.isInterrupted()) {
          LockSupport.parkNanos(this, Math.min(left, heard ? LOOK_NANOS : nap));
          nap = Math.min(2 * nap, MAX_NAP_NANOS);
        }
        Bell.check(true);
        Providers.get().checkStop();
      }
    } finally {
      for (Watch watch : watches) {
        watch.end();
      }
      for (T object : objects) {
        if (object instanceof ProcessSentinel sentinel) {
          sentinel.unwatch(this);
        }
      }
    }
  }

  private void watch(Object object, List<Watch> watches) {
    if (object instanceof Waitable waitable) {
      watches.add(waitable.watch(this));
    } else if (object instanceof ProcessSentinel sentinel) {
      sentinel.watch(this);
    }
  }

  @Override
  public void run() {
    rung = true;
    LockSupport.unpark(thread);
  }
}
