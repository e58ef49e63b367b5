package io.github.processing4j.runtime.standby;

import io.github.processing4j.StandbyOptions;
import io.github.processing4j.runtime.launch.LaunchPlan;
import io.github.processing4j.runtime.launch.LaunchRequest;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spares of this process: a bounded number, all of one launch plan.
 *
 * <pre>
 *   take ──▶ the oldest that is usable ──▶ its process
 *    │
 *    └ due in a moment ──▶ the keeper launches one ──▶ spares ──idle, stale, dead──▶ leaving ──▶ gone
 * </pre>
 *
 * <p>Who starts a process only takes, and never waits for a launch. The keeper, a daemon thread that is
 * there as long as there are spares, launches them, a moment later than they are needed, so that the
 * target that was just started has the machine to itself. Spares that still boot are handed out too,
 * for they are further than a JVM that is yet to be launched; with what to run at hand they skip what
 * would make them warmer. Not where they preload classes: what these do as they are initialised may
 * take its time, or never end.
 *
 * <p>Starts that differ from the spares take none. When two in a row do, the spares follow them.
 *
 * <p>Thread-safe.
 */
public final class Stock implements Runnable {
  /** How long the target that took a spare has the machine to itself. */
  private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The same for one whose JVM had to be launched. */
  private static final long COLD_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * In a burst of starts, which take spares faster than they come, how long one that has just booted
   * waits to be woken before it makes itself warmer: the others need the machine.
   */
  private static final int BURST_MILLIS = 60;

  /** How long spares that are let go have to end by themselves as this JVM exits. */
  private static final long LEAVE_AT_EXIT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final long KILL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How often what has no link is looked at: what boots, and what ends. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long somebody waits for spares, who may do without. */
  private static final long MAX_READY_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** So many spares in a row that end before they are ready are enough. */
  private static final int MAX_FAILURES = 3;

  private final Deque<Spare> spares = new ArrayDeque<>();
  private final Farewell farewell = new Farewell();
  private final PlanInDemand demand = new PlanInDemand();
  private final RecentHosts hosts = new RecentHosts();

  private StandbyOptions options = StandbyOptions.defaults();
  private @Nullable Session session;
  private @Nullable Thread keeper;
  private int startsToWaitFor;
  private long lastStartNanos;
  private long dueNanos;
  private boolean due;
  private boolean burst;
  private boolean launching;
  private boolean closed;
  private int failures;

  /**
   * An empty stock.
   *
   * @param startsToWaitFor how many starts there are before it keeps spares at all
   */
  public Stock(int startsToWaitFor) {
    this.startsToWaitFor = startsToWaitFor;
  }

  /** Sets how many spares there are, for how long, and what they load. */
  public synchronized void set(StandbyOptions newOptions) {
    boolean differs = !newOptions.preload().equals(options.preload());
    options = newOptions;
    failures = 0;
    while (!spares.isEmpty() && (differs || spares.size() > options.spares())) {
      letGo(spares.removeLast());
    }
    if (demand.get() != null) {
      refillAfter(0);
    }
    notifyAll();
  }

  /** A spare for this process; null if a JVM has to be launched for it. */
  public @Nullable Spare take(Session of, LaunchRequest request) {
    while (true) {
      Spare spare = poll(of, request);
      if (spare == null || spare.isUsable()) {
        return spare;
      }
      giveBack(spare);
    }
  }

  /** Takes back a spare that cannot be used after all, and lets it go. */
  public synchronized void giveBack(Spare spare) {
    letGo(spare);
    notifyAll();
  }

  private synchronized @Nullable Spare poll(Session of, LaunchRequest request) {
    session = of;
    lastStartNanos = System.nanoTime();
    if (startsToWaitFor > 0) {
      startsToWaitFor--;
    }
    LaunchPlan before = demand.get();
    if (!demand.note(request.plan())) {
      return null;
    }
    hosts.note(request.host());
    if (before != demand.get()) {
      failures = 0;
      letAllGo();
    }
    Spare spare = pollFirst();
    burst = spare != null && !spare.isReady();
    refillAfter(spare == null ? COLD_DELAY_NANOS : burst ? 0 : DELAY_NANOS);
    return spare;
  }

  private @Nullable Spare pollFirst() {
    for (Iterator<Spare> all = spares.iterator(); all.hasNext(); ) {
      Spare spare = all.next();
      if (spare.isReady()) {
        all.remove();
        return spare;
      }
    }
    return options.preload().isEmpty() ? spares.pollFirst() : null;
  }

  private void refillAfter(long delayNanos) {
    if (closed || startsToWaitFor > 0 || spares.size() >= options.spares()) {
      return;
    }
    long at = System.nanoTime() + delayNanos;
    if (!due || at - dueNanos < 0) {
      due = true;
      dueNanos = at;
      wakeKeeper();
    }
  }

  private void wakeKeeper() {
    if (keeper == null) {
      keeper = DaemonThreads.start("processing-standby", this);
    }
    notifyAll();
  }

  private void letGo(Spare spare) {
    farewell.to(spare);
    wakeKeeper();
  }

  private void letAllGo() {
    while (!spares.isEmpty()) {
      letGo(spares.removeLast());
    }
  }

  /** Keeps the stock, on a thread of its own, until there is nothing to keep. */
  @Override
  public void run() {
    LaunchPlan next;
    while ((next = awaitDue()) != null) {
      launch(next);
    }
  }

  /** Waits until a spare is to be launched; null if there will be none. */
  private synchronized @Nullable LaunchPlan awaitDue() {
    while (true) {
      look();
      long now = System.nanoTime();
      long idleNanos = options.idleTimeout().toNanos() - (now - lastStartNanos);
      if (idleNanos <= 0) {
        due = false;
        letAllGo();
      }
      LaunchPlan wanted = demand.get();
      if (due && dueNanos - now <= 0) {
        if (wanted != null && spares.size() < options.spares() && failures < MAX_FAILURES) {
          launching = true;
          return wanted;
        }
        due = false;
      }
      if (spares.isEmpty() && farewell.isOver() && !due) {
        keeper = null;
        notifyAll();
        return null;
      }
      long waitNanos = idleNanos <= 0 ? LOOK_NANOS : idleNanos;
      if (due) {
        waitNanos = Math.min(waitNanos, dueNanos - now);
      }
      if (!farewell.isOver() || !spares.stream().allMatch(Spare::isConnected)) {
        waitNanos = Math.min(waitNanos, LOOK_NANOS);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, waitNanos));
      } catch (InterruptedException e) {
        // Nobody has reason to; look again.
      }
    }
  }

  /** Finds those that have ended. */
  private void look() {
    for (Iterator<Spare> all = spares.iterator(); all.hasNext(); ) {
      Spare spare = all.next();
      if (spare.isEnding()) {
        all.remove();
        farewell.early(spare);
      } else if (spare.isReady()) {
        failures = 0;
      }
    }
    farewell.look(this);
  }

  /** A spare is gone that ended by itself. */
  void endedEarly(Spare spare) {
    if (!spare.isReady() && !spare.wasKilled()) {
      failed(spare.failure());
    }
  }

  private void launch(LaunchPlan next) {
    Spare spare = null;
    List<String> preload;
    Warmth warmth;
    Session of;
    synchronized (this) {
      preload = options.preload();
      warmth = new Warmth(burst ? BURST_MILLIS : 0, preload, hosts.get());
      of = session;
    }
    try {
      if (of != null) {
        spare = Spare.launch(of, next, warmth, this::changed);
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        failed(e);
      }
    }
    synchronized (this) {
      launching = false;
      if (spare == null) {
        // Not again before the next start.
        due = false;
      } else if (closed
          || next != demand.get()
          || !preload.equals(options.preload())
          || spares.size() >= options.spares()) {
        letGo(spare);
        if (closed) {
          spare.kill();
        }
      } else {
        spares.addLast(spare);
      }
      notifyAll();
    }
  }

  private void failed(@Nullable Throwable why) {
    failures++;
    if (failures == MAX_FAILURES) {
      Log.of(Stock.class)
          .warn(
              "standby JVMs fail {} times in a row; processes are started by spawn until the options"
                  + " change",
              MAX_FAILURES,
              why);
    }
  }

  private synchronized void changed() {
    notifyAll();
  }

  /** Waits until all spares are there and ready, or none will be, or for too long. Blocks. */
  public synchronized void awaitReady() throws InterruptedException {
    long start = System.nanoTime();
    while (keeper != null && (due || launching || !spares.stream().allMatch(Spare::isReady))) {
      long left = MAX_READY_NANOS - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, left));
    }
  }

  /** How many spares are ready. */
  public synchronized int ready() {
    return (int) spares.stream().filter(Spare::isReady).count();
  }

  /** This JVM exits: lets all go, and kills those that have run nothing of the program. Never blocks. */
  public synchronized void close() {
    closed = true;
    due = false;
    letAllGo();
    if (options.preload().isEmpty()) {
      farewell.killAll();
    }
    notifyAll();
  }

  /** Waits for the end of those that were let go, for a moment; then kills them. */
  public void awaitGone() {
    long start = System.nanoTime();
    synchronized (this) {
      while (keeper != null) {
        long left = LEAVE_AT_EXIT_NANOS - (System.nanoTime() - start);
        if (left <= 0) {
          break;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, Math.min(left, 1_000_000)));
        } catch (InterruptedException e) {
          break;
        }
      }
      farewell.killAll();
      awaitKilled();
    }
  }

  /** What is dead holds no lock of the session. */
  private void awaitKilled() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < KILL_NANOS && !farewell.areAllGone()) {
      try {
        TimeUnit.MILLISECONDS.timedWait(this, 1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
