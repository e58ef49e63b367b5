package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.session.DaemonThreads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a source, between the {@link SourceFeeder} that takes from it and those who take the
 * results. It knows neither the pool nor the iterator that the user holds.
 *
 * <pre>
 *   source ── add ──▶ part ── flush ──▶ under way ── answered ──▶ arrivals ── take ──▶ user
 *                     └───────────────── undelivered ─────────────────────┘
 * </pre>
 *
 * <p>A part is flushed when it is a full chunk. But a slow source must not hold back what it has given: so
 * it is flushed also if somebody waits for a result while a worker has nothing to do; by the feeder when
 * it has added something, or, as the feeder may be waiting for the source, by the one who waits.
 *
 * <p>Thread-safe. Its lock is taken under that of the {@link Dispatcher}, never the reverse; nothing of
 * the program runs under it.
 */
final class SourceJob extends Job {
  private final String name;
  private final Calls calls;
  private final DispatcherControl control;
  private final int chunk;
  private final Ahead ahead;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition results = lock.newCondition();

  // All of this is guarded by the lock.

  private List<@Nullable Object> part = new ArrayList<>();

  /** The index of the next item of the source; it may overflow. */
  private int index;

  private int underWay;

  /** The last indexes of the chunks under way; kept only if there can be parts of chunks. */
  private final Set<Integer> chunksUnderWay = new HashSet<>();

  private final Arrivals arrivals;
  private int undelivered;
  private final SourceBytes bytes = new SourceBytes();

  /** Nothing is added any more. */
  private boolean sealed;

  private boolean closed;
  private boolean isOver;
  private boolean endIsTold;

  /** What comes after all results, once; null for nothing. */
  private @Nullable Throwable end;

  /** So many threads are in a method that takes a result. */
  private int asking;

  /** Who is in the code of the source, or null. */
  private @Nullable Thread inSource;

  private boolean feederWaits;

  /** The feeder that waits is woken when only so many are left: each time costs some. */
  private int wakeFeederAt;

  SourceJob(
      String name,
      Function function,
      int chunk,
      boolean ordered,
      Calls calls,
      DispatcherControl control) {
    super(function, UNKNOWN);
    this.name = name;
    this.calls = calls;
    this.control = control;
    this.chunk = chunk;
    this.ahead = new Ahead(control, chunk);
    this.arrivals = ordered ? Arrivals.inOrder() : Arrivals.asTheyCome();
  }

  /** The name of the thread of its feeder. */
  String name() {
    return name;
  }

  /** Leaves the lock; nothing else does for good. */
  private void unlock() {
    boolean ends = sealed && part.isEmpty() && underWay == 0 && !endIsTold;
    endIsTold |= ends;
    lock.unlock();
    if (ends) {
      control.ended(this);
    }
  }

  // The feeder.

  /**
   * Waits until the source may be asked for another item, which is then being done until {@link #add} or
   * {@link #sourceEnded}. Not interruptible: nobody has a reason to.
   *
   * @return false if it must not be asked any more
   */
  boolean awaitRoom() {
    lock.lock();
    try {
      while (!sealed && !isRoom()) {
        feederWaits = true;
        wakeFeederAt = undelivered - Math.max(1, undelivered / 4);
        room.awaitUninterruptibly();
        feederWaits = false;
      }
      inSource = sealed ? null : Thread.currentThread();
      return !sealed;
    } finally {
      unlock();
    }
  }

  private boolean isRoom() {
    return ahead.isRoom(undelivered, bytes.held(undelivered, underWay));
  }

  /** Adds what the source has given. */
  void add(@Nullable Object item) {
    lock.lock();
    try {
      inSource = null;
      if (sealed) {
        return;
      }
      part.add(item);
      index++;
      undelivered++;
      if (part.size() >= chunk || wantsFlush()) {
        flush();
      }
    } finally {
      unlock();
    }
  }

  /**
   * The source gives no more.
   *
   * @param failure what it threw, or null
   */
  void sourceEnded(@Nullable Throwable failure) {
    lock.lock();
    try {
      inSource = null;
      if (!sealed) {
        sealed = true;
        end = failure;
      }
      if (!part.isEmpty()) {
        flush();
      }
      results.signalAll();
    } finally {
      unlock();
    }
  }

  /** Whether somebody waits for what is in the part, and there is a worker that would run it. */
  private boolean wantsFlush() {
    return asking > 0 && !part.isEmpty() && chunksUnderWay.size() < control.processes();
  }

  /** Submits the part. Leaves the lock meanwhile, for items are written by code of the program. */
  private void flush() {
    List<@Nullable Object> items = part;
    part = new ArrayList<>(Math.min(chunk, items.size()));
    int first = index - items.size();
    int last = index - 1;
    underWay += items.size();
    if (chunk > 1) {
      chunksUnderWay.add(last);
    }
    lock.unlock();
    int written = -1;
    try {
      written = submit(first, items);
    } finally {
      lock.lock();
      if (written >= 0) {
        bytes.sent(items.size(), written);
      } else {
        underWay -= items.size();
        chunksUnderWay.remove(last);
        results.signalAll();
      }
    }
  }

  /** How many bytes they have, or -1 if they are not taken. */
  private int submit(int first, List<@Nullable Object> items) {
    Throwable[] failures = new Throwable[items.size()];
    try {
      Chunk made = calls.chunk(this, first, items, failures);
      return control.submit(made, failures) ? made.bytes() : -1;
    } catch (Throwable e) {
      control.cancel(this, e, false);
      return -1;
    }
  }

  // The dispatcher.

  @Override
  void answered(int answeredIndex, Answer answer) {
    lock.lock();
    try {
      underWay--;
      if (chunk > 1) {
        chunksUnderWay.remove(answeredIndex);
      }
      int size = answer.bytes();
      bytes.came(size);
      if (!isOver && !closed) {
        arrivals.add(answeredIndex, answer);
      }
      signal();
      if (feederWaits && isRoom()) {
        room.signal();
      }
    } finally {
      unlock();
    }
  }

  @Override
  void over(Throwable how) {
    lock.lock();
    try {
      if (!closed) {
        isOver = true;
        end = how;
        stop();
      }
    } finally {
      unlock();
    }
  }

  @Override
  void cut() {
    lock.lock();
    try {
      if (!sealed) {
        end = new CancellationException("the pool was shut down before the source had ended");
        seal();
        if (!part.isEmpty()) {
          flushAside();
        }
      }
    } finally {
      unlock();
    }
  }

  /** Not here, for it runs code of the program; and maybe nobody asks for it ever. */
  private void flushAside() {
    try {
      DaemonThreads.start(name + "-rest", new Rest());
    } catch (OutOfMemoryError e) {
      // No thread to be had. It was never sent: so it is cut off as well.
      part.clear();
    }
  }

  private final class Rest implements Runnable {
    @Override
    public void run() {
      lock.lock();
      try {
        if (!part.isEmpty()) {
          flush();
        }
      } finally {
        unlock();
      }
    }
  }

  private void seal() {
    sealed = true;
    if (inSource != null) {
      // It may wait there for something that never comes; what it gives is wanted no more.
      inSource.interrupt();
    }
    room.signalAll();
    results.signalAll();
  }

  private void stop() {
    part.clear();
    seal();
  }

  // Who takes.

  /** Takes no more from the source, cancels what has not begun, and forgets what is here. */
  void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      end = null;
      arrivals.clear();
      stop();
    } finally {
      unlock();
    }
    control.cancel(this, new CancellationException("the iterator was closed"), false);
  }

  /** Waits until it is known whether there is another, or a failure at the end. Interruptible. */
  boolean awaitNext() throws InterruptedException {
    lock.lock();
    try {
      return awaitNext(Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      unlock();
    }
  }

  /**
   * Takes the next. Interruptible.
   *
   * @param nanos zero or less looks once
   * @return null at the end
   * @throws TimeoutException if the time was over
   */
  @Nullable Answer take(long nanos) throws InterruptedException, TimeoutException {
    lock.lock();
    try {
      if (!awaitNext(nanos)) {
        return null;
      }
      Answer answer = arrivals.poll();
      if (answer != null) {
        delivered(answer);
        return answer;
      }
      Throwable last = end;
      end = null;
      return last == null ? null : Answer.failure(last);
    } finally {
      unlock();
    }
  }

  private boolean awaitNext(long nanos) throws InterruptedException, TimeoutException {
    long start = System.nanoTime();
    asking++;
    try {
      while (!arrivals.isNextHere()) {
        if (sealed && part.isEmpty() && (underWay == 0 || isOver || closed)) {
          return end != null;
        }
        if (wantsFlush()) {
          flush();
          continue;
        }
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
          throw new TimeoutException("no result in time");
        }
        results.awaitNanos(left);
      }
      return true;
    } finally {
      asking--;
    }
  }

  private void delivered(Answer answer) {
    undelivered--;
    bytes.taken(answer.bytes());
    signal();
    if (feederWaits && undelivered <= wakeFeederAt && isRoom()) {
      room.signal();
    }
  }

  /** Wakes one who waits, if there is something to do. */
  private void signal() {
    if (asking > 0) {
      if (sealed && underWay == 0) {
        results.signalAll();
      } else if (arrivals.isNextHere() || wantsFlush()) {
        results.signal();
      }
    }
  }
}
