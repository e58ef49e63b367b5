package io.github.processing4j.frame;

import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.Shareable;
import io.github.processing4j.spi.SharedStatuses;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue of statuses from many workers to one render loop, which looks once per frame.
 *
 * <pre>{@code
 * StatusQueue queue = StatusQueue.named("thumbnails");
 * FrameWorker.builder(() -> shrink(photo)).statusQueue(queue).start();
 * // each frame:
 * if (queue.poll() == Status.READY) { … }
 * }</pre>
 *
 * <p>Statuses come out in the order in which they were put. Should nobody look, at most {@value
 * #BOUND} wait: one more drops the oldest {@link Status#PROCESSING}; only when all that wait are
 * ends does one more end drop the oldest of them. The last end that was put is never dropped.
 *
 * <p>No method blocks; none takes a lock either, but for one that threads of this process hold for a
 * moment once a handle was sent. {@link #put} and {@link #latest} are for any thread, {@link
 * #poll} for one thread, the loop's.
 *
 * <p>A target that captures a status queue reports to it from its own process: what is sent is a handle.
 * From then on the statuses are kept in shared memory, behind those that waited already; there, of
 * more than {@value #BOUND} that wait, a further {@link Status#PROCESSING} is dropped, and a further
 * end drops the oldest status. The names of {@link #named} are each process's own.
 *
 * <p>This is the {@code queue.Queue} of TouchDesigner's threading example, and {@link #named} the
 * storage where the example keeps it.
 */
public final class StatusQueue implements Shareable, Serializable {
  private static final long serialVersionUID = 1;

  /** How many statuses wait to be looked at, at most. */
  public static final int BOUND = 1024;

  private static final VarHandle STATE =
      Handles.field(MethodHandles.lookup(), "state", State.class);
  private static final Map<String, StatusQueue> NAMED = new ConcurrentHashMap<>();

  /*
   * Writers replace the whole state by one compare-and-set:
   *
   *   state ──▶ unread [P R P F], latest F        put copies, with one more at the end
   *                     │
   *   poll takes all of it at once, and leaves a constant: [], latest F
   *                     ▼
   *   batch [P R P F], next = 0                   the loop's own, given out one by one
   *
   * So an empty poll is a read of two arrays' lengths, and no poll allocates. What waits is seldom
   * more than a few, which makes the copy cheaper than nodes.
   */
  private transient volatile State state = State.EMPTY;
  private transient Status[] batch = State.EMPTY.unread();
  private transient int next;

  /** Where statuses go once a handle was sent; null before that. */
  private transient volatile @Nullable SharedStatuses shared;

  /** An empty queue without a name. */
  public StatusQueue() {}

  private StatusQueue(SharedStatuses shared) {
    this.shared = shared;
  }

  /** The queue of statuses that processes share. For engines. */
  public static StatusQueue of(SharedStatuses shared) {
    return new StatusQueue(shared);
  }

  /** The queue of this name in this JVM, made at the first call. */
  public static StatusQueue named(String name) {
    StatusQueue known = NAMED.get(name);
    if (known != null) {
      return known;
    }
    StatusQueue made = new StatusQueue();
    StatusQueue raced = NAMED.putIfAbsent(name, made);
    return raced != null ? raced : made;
  }

  /**
   * Forgets the name: the next {@link #named(String)} makes a new queue. Those who hold the old one
   * may go on with it.
   *
   * @return whether there was such a queue
   */
  public static boolean remove(String name) {
    return NAMED.remove(name) != null;
  }

  /** Puts a status at the end. */
  public void put(Status status) {
    Objects.requireNonNull(status, "status");
    SharedStatuses others = shared;
    if (others != null) {
      others.put(status);
      return;
    }
    State before;
    State after;
    do {
      before = state;
      after = new State(append(before.unread(), status), status);
    } while (!STATE.compareAndSet(this, before, after));
  }

  /**
   * Takes the oldest status that was not taken. For the loop's thread alone; allocates nothing.
   *
   * @return null if there is nothing new
   */
  public @Nullable Status poll() {
    if (next < batch.length) {
      return batch[next++];
    }
    State seen = state;
    if (seen.unread().length == 0) {
      SharedStatuses others = shared;
      return others == null ? null : others.poll();
    }
    while (!STATE.compareAndSet(this, seen, State.drained(seen.latest()))) {
      seen = state;
    }
    batch = seen.unread();
    next = 1;
    return batch[0];
  }

  /** The status that was put last, whether taken or not; null if there was none. */
  public @Nullable Status latest() {
    SharedStatuses others = shared;
    Status latest = others == null ? null : others.latest();
    return latest == null ? state.latest() : latest;
  }

  /**
   * What is sent in its place: a handle of the shared memory in which its statuses are from now on. For
   * engines.
   */
  @Override
  public synchronized Object toShare() {
    SharedStatuses known = shared;
    if (known == null) {
      known = Providers.get().sharing().statuses(this);
      // What nobody has looked at stays here, before all that follows.
      shared = known;
    }
    return known;
  }

  /** {@code <StatusQueue(Ready)>}, with what was put last. */
  @Override
  public String toString() {
    Status latest = latest();
    return "<StatusQueue(" + (latest == null ? "empty" : latest) + ")>";
  }

  private static Status[] append(Status[] unread, Status status) {
    if (unread.length < BOUND) {
      Status[] more = Arrays.copyOf(unread, unread.length + 1);
      more[unread.length] = status;
      return more;
    }
    int drop = Arrays.asList(unread).indexOf(Status.PROCESSING);
    if (drop < 0) {
      if (status == Status.PROCESSING) {
        return unread;
      }
      drop = 0;
    }
    Status[] same = new Status[BOUND];
    System.arraycopy(unread, 0, same, 0, drop);
    System.arraycopy(unread, drop + 1, same, drop, BOUND - drop - 1);
    same[BOUND - 1] = status;
    return same;
  }

  private Object writeReplace() {
    return toShare();
  }

  /** What waits, and what was put last. */
  private record State(Status[] unread, @Nullable Status latest) {
    static final State EMPTY = new State(new Status[0], null);
    private static final State[] DRAINED = new State[Status.values().length];

    static {
      for (Status status : Status.values()) {
        DRAINED[status.ordinal()] = new State(EMPTY.unread, status);
      }
    }

    static State drained(@Nullable Status latest) {
      return latest == null ? EMPTY : DRAINED[latest.ordinal()];
    }
  }
}
