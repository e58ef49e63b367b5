package io.github.processing4j.runtime.pool;

import io.github.processing4j.PoolWorker;
import io.github.processing4j.Process;
import io.github.processing4j.spi.TaskListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker as its pool knows it: what it was given, and how fast it is. Guarded by the lock of the
 * {@link Foreman}, but for the methods that say so.
 *
 * <pre>
 *   STARTING ──ready──▶ READY ──told to retire──▶ LEAVING ──▶ GONE
 *       │                 │                          │         ▲
 *       └─────────────────┴──told to end─▶ ENDING ◀──┘ ────────┘
 * </pre>
 */
abstract class Worker implements TaskListener, Consumer<Process> {
  enum State {
    STARTING,
    READY,
    /** It ends after what it was given. */
    LEAVING,
    /** It is made to end. */
    ENDING,
    GONE
  }

  /** Chunks that take so long, and no longer, are given ahead: how many in all. */
  private static final long[] PACES = {20_000, 100_000, 1_000_000, 5_000_000};

  private static final int[] WINDOWS = {64, 16, 4, 2};

  /** A chunk that takes so long holds up those behind it. */
  private static final long MIN_STUCK_NANOS = 1_000_000;

  private static final int STUCK_PACES = 4;

  private static final long UNKNOWN = Long.MAX_VALUE;

  final long id;
  final String name;
  private final Foreman foreman;

  /** What it has and has not ended, in the order in which it runs; it may have begun the first. */
  final Deque<Chunk> given = new ArrayDeque<>();

  State state = State.STARTING;

  /** Since when it has nothing to do. */
  long idleNanos;

  /** When it is killed, if it is {@link State#ENDING}. */
  long killNanos;

  /** Whether the collector is to kill it. */
  boolean isKillDue;

  boolean signalled;

  /** Whether it is counted as running. */
  boolean noted;

  /** How many items of its first chunk it has ended. */
  private int reported;

  private boolean toldHeldBack;
  private long beganNanos;
  private long progressNanos;
  private long paceNanos = UNKNOWN;
  private long callsGiven;
  private long done;
  private @Nullable String where;

  Worker(Foreman foreman, long id, String name) {
    this.foreman = foreman;
    this.id = id;
    this.name = name;
  }

  // What a kind of worker does. Never waits.

  /** Launches it. Not under the lock; may take a few milliseconds. */
  abstract void start();

  /** Sends it a chunk. */
  abstract void send(Chunk chunk);

  /** The chunks that it has not begun, and will not begin: the last it was given. */
  abstract List<Chunk> recall();

  /** It may forget the function of a job. */
  abstract void forget(Job job);

  /** Tells it to end after what it was given. */
  abstract void retire();

  /** It begins no more calls of a chunk, all of which were answered; but it tells when it is over. */
  abstract void cut(Chunk chunk);

  /** It begins no call any more. */
  abstract void halt();

  /** Tells what it had ended and not told, once it is dead. */
  abstract void salvage();

  /** Whether it had begun an item of its first chunk, once it is dead. */
  abstract boolean hasBegun(Chunk chunk, int item);

  /** Whether it runs an item of its first chunk, and nothing is known to have come of it. */
  abstract boolean runs(Chunk chunk, int item);

  /** When the call that it runs began, as far as that is known. */
  abstract long begunNanos();

  /** Tells what it has ended and not sent while it runs another call; once between two reports. */
  void tellHeldBack() {
    toldHeldBack = true;
  }

  /** Whether it may have ended calls of its first chunk that it has not sent. */
  boolean mayHoldBack() {
    Chunk first = given.peekFirst();
    return !toldHeldBack && first != null && first.left() > 1;
  }

  /** Lets go of what it was reached by, once it is dead. Not under the lock. */
  abstract void release();

  /** Its process, once it was started. */
  abstract @Nullable Process process();

  // Not under the lock: its end is told once, by a thread of the engine.

  @Override
  public final void progressed(double fraction, String message, @Nullable Object payload) {
    // It has other ways to tell.
  }

  @Override
  public final void succeeded(@Nullable Object result) {
    foreman.gone(this, null);
  }

  @Override
  public final void failed(Throwable failure) {
    foreman.gone(this, failure);
  }

  /** Whether its process has not ended yet; then its end is told again when it has. For the collector. */
  final boolean isYetToExit() {
    Process of = process();
    if (of == null || !of.isAlive()) {
      return false;
    }
    of.onExit().thenAccept(this);
    return true;
  }

  @Override
  public final void accept(Process ended) {
    foreman.gone(this, null);
  }

  // Bookkeeping.

  boolean isReady() {
    return state == State.READY;
  }

  boolean isIdle() {
    return state == State.READY && given.isEmpty();
  }

  /** Whether it counts as one of those that the pool is meant to have. */
  boolean counts() {
    return state == State.STARTING || state == State.READY;
  }

  long callsGiven() {
    return callsGiven;
  }

  int reported() {
    return reported;
  }

  boolean has(Job job) {
    for (Chunk chunk : given) {
      if (chunk.job == job) {
        return true;
      }
    }
    return false;
  }

  /** Whether it runs a call that somebody waits for. */
  boolean isRunning() {
    Chunk first = given.peekFirst();
    return state != State.GONE && first != null && !first.isAnswered();
  }

  /** Its pid, or null if it has none yet. */
  @Nullable Long pid() {
    Process of = process();
    return of == null ? null : of.getPid();
  }

  /** Who it is, for errors. It was started. */
  String where() {
    String known = where;
    if (known == null) {
      known = name + " (pid " + pid() + ")";
      where = known;
    }
    return known;
  }

  long progressNanos() {
    return progressNanos;
  }

  /** How many more chunks it may have ahead. */
  int room() {
    if (given.isEmpty()) {
      return 1;
    }
    int window = 1;
    for (int i = PACES.length - 1; i >= 0 && paceNanos < PACES[i]; i--) {
      window = WINDOWS[i];
    }
    return window - given.size();
  }

  /** When those behind its first chunk have waited for too long; for one that has some. */
  long stuckNanos() {
    long patience = paceNanos == UNKNOWN ? 0 : STUCK_PACES * paceNanos;
    return progressNanos + Math.max(MIN_STUCK_NANOS, patience);
  }

  /** Whether those behind its first chunk wait for so long that another should have them. */
  boolean isSlow() {
    return given.size() > 1 && paceNanos > PACES[1];
  }

  void give(Chunk chunk, long now) {
    chunk.sentFrom = chunk.answered;
    if (given.isEmpty()) {
      begin(chunk, now);
    }
    send(chunk);
    given.addLast(chunk);
    callsGiven += chunk.left();
  }

  private void begin(Chunk chunk, long now) {
    reported = chunk.sentFrom;
    beganNanos = now;
    progressNanos = now;
    toldHeldBack = false;
  }

  /** It has ended the items of its first chunk before {@code end}; whether that was all. */
  boolean report(int end, long now) {
    Chunk first = given.getFirst();
    if (end <= reported) {
      return false;
    }
    done += end - reported;
    reported = end;
    progressNanos = now;
    toldHeldBack = false;
    if (end < first.count) {
      return false;
    }
    given.removeFirst();
    long took = now - beganNanos;
    paceNanos = paceNanos == UNKNOWN ? took : paceNanos + (took - paceNanos) / 8;
    Chunk next = given.peekFirst();
    if (next != null) {
      begin(next, now);
    } else {
      idleNanos = now;
    }
    return true;
  }

  /** Takes back what it has not begun. */
  List<Chunk> takeBack() {
    List<Chunk> back = given.isEmpty() ? List.of() : recall();
    for (Chunk chunk : back) {
      given.remove(chunk);
      callsGiven -= chunk.left();
    }
    return back;
  }

  /** What held up those behind it counts for its pace. */
  void wasStuck(long now) {
    paceNanos = Math.max(paceNanos == UNKNOWN ? 0 : paceNanos, now - progressNanos);
  }

  PoolWorker snapshot() {
    Long pid = pid();
    PoolWorker.State shown =
        switch (state) {
          case STARTING -> PoolWorker.State.STARTING;
          case READY -> given.isEmpty() ? PoolWorker.State.IDLE : PoolWorker.State.BUSY;
          default -> PoolWorker.State.ENDING;
        };
    return new PoolWorker(name, pid == null ? 0 : pid, shown, done);
  }
}
