package io.github.processing4j.runtime.memory;

import io.github.processing4j.spi.Providers;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads of any JVM wait for something of a {@link SharedObject} to change, and are woken; its
 * words in shared memory are {@link BellWords}.
 *
 * <p>Who waits sets the bit of its JVM, then the hint, looks again, and parks. Who changes something
 * writes it with a volatile store and then reads the hint; so one of the two sees the other. The one
 * who rings takes the bit away: while a JVM is being woken, nobody rings it again. Those who watch have
 * bits of their own, and are rung beside one who waits, not in its place.
 *
 * <p>Rings are taken together while a JVM is not awake yet. So a thread that leaves wakes the next of its
 * JVM; and the last one takes the bit of its JVM away. If that was gone already, then a ring is under way
 * to a JVM in which nobody waits any more, or has woken one that needs it no more: it rings the next JVM
 * in its place.
 *
 * <p>A ring may be lost all the same: its sender may die between the bit and the ring, its receiver die
 * or be suspended before it does anything about it. So a thread that waits looks again each {@value
 * #LOOK_MILLIS} ms by itself, or each 300 ms once it has waited for a second, and nothing here needs to
 * be repaired.
 *
 * <p>Thread-safe. The JVM's own threads are parked, not blocked in a call: they can be interrupted, and
 * a virtual thread lets go of its carrier.
 */
public final class Bell {
  static final int BYTES = BellWords.BYTES;

  /** How long a thread parks at most, at first. */
  static final long LOOK_MILLIS = 100;

  private static final long LOOK_NANOS = LOOK_MILLIS * 1_000_000;

  /** A thread that has waited for so long looks less often, for each look costs a cold 0.1 ms. */
  private static final long LONG_WAIT_NANOS = 1_000_000_000;

  private static final long LONG_WAIT_LOOK_NANOS = 3 * LOOK_NANOS;

  /** About as long as it takes to wake a parked thread of another JVM. */
  private static final long SPIN_NANOS =
      Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

  private static final int SPINS_PER_LOOK = 32;

  /** Without doorbells: at first and at most so long between two looks. */
  private static final long MIN_NAP_NANOS = 50_000;

  private static final long MAX_NAP_NANOS = 5_000_000;

  private final SharedObject object;
  private final BellWords words;
  private final long key;
  private final Sleepers sleepers = new Sleepers();

  /** The JVMs are rung in turns. */
  private int from;

  /**
   * A bell.
   *
   * @param key as {@link Doorbell} has it
   */
  Bell(SharedObject object, int at, long key) {
    this.object = object;
    this.words = new BellWords(object.memory(), at);
    this.key = key;
  }

  /**
   * Waits.
   *
   * @param timeoutNanos zero or less looks once
   * @param interruptible if not, an interrupt is kept for later; a stop ends the wait in any case
   * @return false if the time is over
   * @throws io.github.processing4j.ProcessExit if the process is stopped
   */
  public boolean await(Ready ready, long timeoutNanos, boolean interruptible)
      throws InterruptedException {
    check(interruptible);
    if (ready.isReady()) {
      return true;
    }
    if (timeoutNanos <= 0) {
      return false;
    }
    long start = System.nanoTime();
    long spin = Math.min(SPIN_NANOS, timeoutNanos);
    while (System.nanoTime() - start < spin) {
      for (int i = 0; i < SPINS_PER_LOOK; i++) {
        Thread.onSpinWait();
        if (ready.isReady()) {
          return true;
        }
      }
    }
    return park(ready, start, timeoutNanos, interruptible);
  }

  /** Uninterruptible, without bound. */
  public void await(Ready ready) {
    try {
      await(ready, Long.MAX_VALUE, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean park(Ready ready, long start, long timeoutNanos, boolean interruptible)
      throws InterruptedException {
    Sleepers.Sleeper sleeper = new Sleepers.Sleeper(Thread.currentThread());
    enter(sleeper);
    boolean kept = false;
    boolean doorbell = Doorbell.open(object.session());
    long nap = MIN_NAP_NANOS;
    long nextRecheck = start + LOOK_NANOS;
    try {
      while (true) {
        sleeper.rung = false;
        long now = System.nanoTime();
        if (now - nextRecheck >= 0) {
          nextRecheck = now + LOOK_NANOS;
          Tenancy.endLost();
          ready.recheck();
        }
        words.set(BellWords.WAITS, object.self());
        if (ready.isReady()) {
          return true;
        }
        long left = timeoutNanos - (System.nanoTime() - start);
        if (left <= 0) {
          return false;
        }
        if (!sleeper.rung && !Thread.currentThread().isInterrupted()) {
          long look = now - start < LONG_WAIT_NANOS ? LOOK_NANOS : LONG_WAIT_LOOK_NANOS;
          LockSupport.parkNanos(this, Math.min(left, doorbell ? look : nap));
          nap = Math.min(2 * nap, MAX_NAP_NANOS);
        }
        if (Thread.interrupted()) {
          // That of a stop is not one to keep.
          Providers.get().checkStop();
          if (interruptible) {
            throw new InterruptedException();
          }
          kept = true;
        }
        // Also a stop whose interrupt the user's own code has taken.
        Providers.get().checkStop();
      }
    } finally {
      leave(sleeper);
      if (kept) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * To be called by each blocking operation, whether it has to wait or not.
   *
   * @throws io.github.processing4j.ProcessExit if the process is stopped
   * @throws InterruptedException if the thread is interrupted and this is {@code interruptible}
   */
  public static void check(boolean interruptible) throws InterruptedException {
    boolean interrupted = Thread.currentThread().isInterrupted();
    // Also a stop whose interrupt the user's own code has taken.
    if (interrupted || Stops.wereAsked()) {
      Providers.get().checkStop();
      if (interrupted && interruptible && Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void enter(Sleepers.Sleeper sleeper) {
    sleepers.lock.lock();
    try {
      listen();
      sleepers.add(sleeper);
    } finally {
      sleepers.lock.unlock();
    }
  }

  private void leave(Sleepers.Sleeper sleeper) {
    boolean rung = false;
    sleepers.lock.lock();
    try {
      sleepers.remove(sleeper);
      if (sleepers.isAnyAsleep()) {
        sleepers.wakeOne();
      } else {
        rung = !clear(BellWords.WAITS);
        listenNoMore();
      }
    } finally {
      sleepers.lock.unlock();
    }
    if (rung && (words.hint() & BellWords.WAITS) != 0) {
      ringNext();
    }
  }

  private void listen() {
    if (sleepers.isEmpty()) {
      Doorbell.listen(key, this);
    }
  }

  private void listenNoMore() {
    if (sleepers.isEmpty()) {
      Doorbell.listenNoMore(key, this);
    }
  }

  /** Takes the bit of this JVM away; false if somebody has done so. */
  private boolean clear(int who) {
    int member = object.self();
    // Once it has left, the place in the table may be another's.
    return object.slotAt(member) == object.session().slot() && words.clear(who, member);
  }

  // Watching.

  /**
   * Has {@code wake} called, on any thread of this JVM, when this bell is rung after a {@link
   * Watch#renew}. The caller looks by itself now and then, as {@link #await} does.
   */
  public Watch watch(Runnable wake) {
    Watching watching = new Watching(wake);
    sleepers.lock.lock();
    try {
      listen();
      sleepers.addWatcher(wake);
    } finally {
      sleepers.lock.unlock();
    }
    return watching;
  }

  private final class Watching implements Watch {
    private final Runnable wake;
    private boolean ended;

    Watching(Runnable wake) {
      this.wake = wake;
    }

    @Override
    public boolean renew() {
      boolean heard = Doorbell.open(object.session());
      words.set(BellWords.WATCHES, object.self());
      return heard;
    }

    @Override
    public void end() {
      sleepers.lock.lock();
      try {
        if (ended) {
          return;
        }
        ended = true;
        sleepers.removeWatcher(wake);
        if (!sleepers.isAnyWatching()) {
          clear(BellWords.WATCHES);
        }
        listenNoMore();
      } finally {
        sleepers.lock.unlock();
      }
    }
  }

  // Ringing. What has changed was written with a volatile store.

  /** Wakes one thread, or one of each of a few JVMs, and all who watch; for a change that serves one. */
  public void ringOne() {
    long hint = words.hint();
    if (hint != 0) {
      if ((hint & BellWords.WATCHES) != 0) {
        ringEach(BellWords.WATCHES);
      }
      if ((hint & BellWords.WAITS) != 0) {
        ringNext();
      }
    }
  }

  /** Wakes all threads that wait here. */
  public void ringAll() {
    long hint = words.hint();
    if (hint != 0) {
      if ((hint & BellWords.WATCHES) != 0) {
        ringEach(BellWords.WATCHES);
      }
      if ((hint & BellWords.WAITS) != 0) {
        ringEach(BellWords.WAITS);
      }
    }
  }

  private void ringNext() {
    int start = from;
    for (int member = words.next(BellWords.WAITS, start);
        member >= 0;
        member = words.next(BellWords.WAITS, start)) {
      start = member + 1 & SharedObject.MAX_MEMBERS - 1;
      from = start;
      if (ring(member, Doorbell.ONE)) {
        return;
      }
    }
    if (words.endHint(BellWords.WAITS)) {
      // They have come meanwhile. Others may have changed something and seen no hint.
      ringEach(BellWords.WAITS);
    }
  }

  private void ringEach(int who) {
    words.endHint(who);
    long whom = who == BellWords.WATCHES ? Doorbell.WATCHERS : Doorbell.ALL;
    // Each once: those who look in vain come back at once.
    for (int word = 0; word < BellWords.WORDS; word++) {
      for (long bits = words.takeWord(who, word); bits != 0; bits &= bits - 1) {
        ring(64 * word + Long.numberOfTrailingZeros(bits), whom);
      }
    }
  }

  /** Whether that JVM has heard it, as far as can be told. */
  private boolean ring(int member, long whom) {
    long slot = object.slotAt(member);
    if (slot == 0) {
      return false;
    }
    return slot == object.session().slot()
        ? hear(whom)
        : Doorbell.ring(object.session(), slot, key | whom);
  }

  /** A ring has come to this JVM; whether somebody hears it. */
  boolean hear(long whom) {
    sleepers.lock.lock();
    try {
      if (whom == Doorbell.ONE) {
        return sleepers.wakeOne();
      }
      if (whom == Doorbell.ALL) {
        sleepers.wakeAll();
      } else {
        sleepers.tellWatchers();
      }
      return true;
    } finally {
      sleepers.lock.unlock();
    }
  }

  /** Wakes all threads of this JVM, also those who watch. */
  void wakeAll() {
    hear(Doorbell.ALL);
    hear(Doorbell.WATCHERS);
  }
}
