package io.github.processing4j.runtime.memory;

import io.github.processing4j.spi.Providers;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where threads of any JVM wait for something of a {@link SharedObject} to change, and are woken.
 *
 * <pre>
 *    0  long  hint: not 0 if a bit is set
 *   64        a bit per member: its JVM has threads that wait; 8 longs
 * </pre>
 *
 * <p>Who waits sets the bit of its JVM, then the hint, looks again, and parks. Who changes something
 * writes it with a volatile store and then reads the hint; so one of the two sees the other. The one
 * who rings takes the bit away: while a JVM is being woken, nobody rings it again.
 *
 * <p>A ring may be lost: its sender may die between the bit and the ring, its receiver before it does
 * anything about it. So a thread that waits looks again each {@value #LOOK_MILLIS} ms by itself, or each
 * 300 ms once it has waited for a second, and nothing here needs to be repaired. A thread that was
 * woken and leaves passes the ring on to the next of its JVM: rings are taken together while that JVM
 * is not awake yet.
 *
 * <p>Thread-safe. The JVM's own threads are parked, not blocked in a call: they can be interrupted, and
 * a virtual thread lets go of its carrier.
 */
public final class Bell {
  static final int BYTES = 128;

  /** How long a thread parks at most, at first. */
  static final long LOOK_MILLIS = 100;

  private static final long LOOK_NANOS = LOOK_MILLIS * 1_000_000;

  /** A thread that has waited for so long looks less often, for each look costs a cold 0.1 ms. */
  private static final long LONG_WAIT_NANOS = 1_000_000_000;

  private static final long LONG_WAIT_LOOK_NANOS = 3 * LOOK_NANOS;
  private static final int BITS_AT = 64;
  private static final int WORDS = SharedObject.MAX_MEMBERS / 64;

  /** About as long as it takes to wake a parked thread of another JVM. */
  private static final long SPIN_NANOS =
      Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

  private static final int SPINS_PER_LOOK = 32;

  /** Without doorbells: at first and at most so long between two looks. */
  private static final long MIN_NAP_NANOS = 50_000;

  private static final long MAX_NAP_NANOS = 5_000_000;

  private final SharedObject object;
  private final int at;
  private final long key;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Sleeper first;
  private @Nullable Sleeper last;
  private int from;

  Bell(SharedObject object, int at, long key) {
    this.object = object;
    this.at = at;
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
    Sleeper sleeper = new Sleeper(Thread.currentThread());
    add(sleeper);
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
        announce();
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
      if (remove(sleeper)) {
        wakeOne();
      }
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

  /**
   * Has {@code wake} called, on any thread of this JVM, whenever this bell is rung here. The caller
   * looks by itself now and then, as {@link #await} does.
   */
  public void watch(Runnable wake) {
    Sleeper watcher = new Sleeper(Thread.currentThread(), wake);
    add(watcher);
    announce();
  }

  /** Ends {@link #watch}. */
  public void unwatch(Runnable wake) {
    lock.lock();
    try {
      for (Sleeper sleeper = first; sleeper != null; sleeper = sleeper.next) {
        if (sleeper.wake == wake) {
          if (remove(sleeper)) {
            wakeOne();
          }
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  // Ringing. What has changed was written with a volatile store.

  /** Wakes one thread, or one of each of a few JVMs; for a change that serves one. */
  public void ringOne() {
    if (Words.getVolatile(object.memory(), at) != 0) {
      ringNext();
    }
  }

  /** Wakes all threads that wait here. */
  public void ringAll() {
    if (Words.getVolatile(object.memory(), at) != 0) {
      ringEach();
    }
  }

  private void ringNext() {
    ByteBuffer memory = object.memory();
    int start = from++ & WORDS - 1;
    for (int i = 0; i < WORDS; i++) {
      int word = start + i & WORDS - 1;
      int wordAt = at + BITS_AT + 8 * word;
      long bits = Words.getVolatile(memory, wordAt);
      while (bits != 0) {
        long bit = Long.lowestOneBit(bits);
        if ((Words.getAndAnd(memory, wordAt, ~bit) & bit) != 0
            && ring(64 * word + Long.numberOfTrailingZeros(bit), false)) {
          return;
        }
        bits = Words.getVolatile(memory, wordAt);
      }
    }
    // None is left. Who sets a bit sets the hint after it.
    Words.setVolatile(memory, at, 0);
    for (int word = 0; word < WORDS; word++) {
      if (Words.getVolatile(memory, at + BITS_AT + 8 * word) != 0) {
        Words.setVolatile(memory, at, 1);
      }
    }
  }

  private void ringEach() {
    ByteBuffer memory = object.memory();
    Words.setVolatile(memory, at, 0);
    for (int word = 0; word < WORDS; word++) {
      int wordAt = at + BITS_AT + 8 * word;
      if (Words.getVolatile(memory, wordAt) != 0) {
        long bits = Words.getAndSet(memory, wordAt, 0);
        for (; bits != 0; bits &= bits - 1) {
          ring(64 * word + Long.numberOfTrailingZeros(bits), true);
        }
      }
    }
  }

  /** Whether that JVM has heard it, as far as can be told. */
  private boolean ring(int member, boolean all) {
    long slot = object.slotAt(member);
    if (slot == 0) {
      return false;
    }
    if (slot != object.session().slot()) {
      return Doorbell.ring(object.session(), slot, key, all);
    }
    if (all) {
      wakeAll();
      return true;
    }
    return wakeOne();
  }

  // The threads of this JVM.

  private void announce() {
    int member = object.self();
    ByteBuffer memory = object.memory();
    int wordAt = at + BITS_AT + 8 * (member >> 6);
    long bit = 1L << (member & 63);
    if ((Words.getVolatile(memory, wordAt) & bit) == 0) {
      Words.getAndOr(memory, wordAt, bit);
    }
    Words.setVolatile(memory, at, 1);
  }

  private void add(Sleeper sleeper) {
    lock.lock();
    try {
      Sleeper before = last;
      if (before == null) {
        first = sleeper;
        Doorbell.listen(key, this);
      } else {
        before.next = sleeper;
        sleeper.previous = before;
      }
      last = sleeper;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the next should be woken in its place. */
  private boolean remove(Sleeper sleeper) {
    lock.lock();
    try {
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
      if (first == null) {
        Doorbell.listenNoMore(key, this);
      }
      return first != null;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the first thread of this JVM that was not woken yet; false if there is none. */
  boolean wakeOne() {
    lock.lock();
    try {
      for (Sleeper sleeper = first; sleeper != null; sleeper = sleeper.next) {
        if (!sleeper.rung) {
          sleeper.ring();
          if (sleeper.wake == null) {
            return true;
          }
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes all threads of this JVM. */
  void wakeAll() {
    lock.lock();
    try {
      for (Sleeper sleeper = first; sleeper != null; sleeper = sleeper.next) {
        sleeper.ring();
      }
    } finally {
      lock.unlock();
    }
  }

  private static final class Sleeper {
    final Thread thread;
    volatile boolean rung;
    @Nullable Sleeper previous;
    @Nullable Sleeper next;

    /** For one who waits elsewhere too; it takes nothing, so that the next is woken beside it. */
    final @Nullable Runnable wake;

    Sleeper(Thread thread) {
      this(thread, null);
    }

    Sleeper(Thread thread, @Nullable Runnable wake) {
      this.thread = thread;
      this.wake = wake;
    }

    void ring() {
      Runnable other = wake;
      if (other != null) {
        other.run();
      } else {
        rung = true;
        LockSupport.unpark(thread);
      }
    }
  }
}
