package io.github.processing4j.runtime.process;

import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.ProcessStartException;
import io.github.processing4j.RemoteFailure;
import io.github.processing4j.runtime.launch.FailureForm;
import io.github.processing4j.runtime.launch.Launched;
import io.github.processing4j.runtime.launch.StatusPage;
import io.github.processing4j.runtime.link.Frames;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.runtime.session.Log;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.RunningProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM as its parent holds it.
 *
 * <p>Whoever first sees it dead finishes it: reads how it ended, deletes its files, and completes
 * {@code onExit}.
 */
final class LocalProcess implements RunningProcess {
  private static final int SIGTERM = 15;

  /** About as long as the JVM of a child needs to begin. */
  private static final long LOOK_MILLIS = 100;

  private static final long LOOK_CONNECTED_MILLIS = 1000;
  private static final long LOOK_CLOSED_MILLIS = 10;

  private static final int SIGKILL = 9;

  private final String name;
  private final boolean daemon;
  private final boolean survivesOrphaned;
  private final Launched launched;
  private final Process process;
  private final Link link;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Object finishing = new Object();
  private final Object diagnosing = new Object();

  private long stops;
  private volatile int lastSignal;
  private volatile boolean connected;
  private volatile @Nullable ExitStatus status;
  private volatile StatusPage.Report report = StatusPage.Report.NONE;
  private boolean replaying;
  private volatile @Nullable String replayed;
  private boolean diagnosed;
  private @Nullable Throwable failure;

  LocalProcess(ProcessSpec spec, Launched launched, Link link) {
    name = spec.name();
    daemon = spec.daemon();
    survivesOrphaned = spec.orphanPolicy() == OrphanPolicy.SURVIVE;
    this.launched = launched;
    this.link = link;
    process = launched.process();
  }

  String name() {
    return name;
  }

  boolean isDaemon() {
    return daemon;
  }

  /** Whether it runs on when this JVM has died, or ends as an orphan itself. */
  boolean survivesOrphaned() {
    return survivesOrphaned;
  }

  /** The last that it printed on stderr, once it has ended. */
  String stderr() {
    return report.stderr().stripTrailing();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean isAlive() {
    if (status != null) {
      return false;
    }
    return process.isAlive() || !finish();
  }

  @Override
  public boolean join(long timeoutNanos) throws InterruptedException {
    if (status != null) {
      return true;
    }
    if (timeoutNanos < 0) {
      process.waitFor();
      if (!finish()) {
        finished.await();
      }
      return true;
    }
    if (timeoutNanos == 0) {
      return !isAlive();
    }
    long deadline = System.nanoTime() + timeoutNanos;
    return process.waitFor(timeoutNanos, TimeUnit.NANOSECONDS)
        && (finish() || finished.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
  }

  @Override
  public @Nullable ExitStatus exitStatus() {
    return isAlive() ? null : status;
  }

  /** Blocks for a moment if the child never ran, to see what its JVM says. */
  @Override
  public @Nullable Throwable failure() {
    if (isAlive()) {
      return null;
    }
    synchronized (diagnosing) {
      ExitStatus how = status;
      if (!diagnosed && how != null) {
        failure = failureOf(report, how);
        diagnosed = true;
      }
      return failure;
    }
  }

  @Override
  public CompletableFuture<ExitStatus> onExit() {
    return exit;
  }

  @Override
  public synchronized void stop() {
    if (!isAlive()) {
      return;
    }
    long number = ++stops;
    synchronized (finishing) {
      if (status != null || replaying) {
        // Its page is deleted, and is not to be there again.
        return;
      }
      try (StatusPage page = StatusPage.open(launched.page().toFile())) {
        page.requestStop(number);
      } catch (IOException e) {
        Log.of(LocalProcess.class).debug("cannot ask {} to stop by its page", name, e);
      }
    }
    link.send(Frames.STOP, ByteBuffer.allocate(8).putLong(number).array());
  }

  @Override
  public void interrupt() {
    if (isAlive()) {
      link.send(Frames.INTERRUPT, new byte[0]);
    }
  }

  @Override
  public void terminate() {
    if (isAlive()) {
      lastSignal = SIGTERM;
      process.destroy();
    }
  }

  @Override
  public void kill() {
    if (isAlive()) {
      lastSignal = SIGKILL;
      process.destroyForcibly();
    }
  }

  /**
   * Ends it in an orderly way; at once if its JVM still boots, for it has run nothing of the program,
   * and a SIGTERM that meets the boot has JVMs of 21 and later complain on stderr.
   */
  void terminateOrKill() {
    StatusPage.Report now = launched.report();
    if (now != StatusPage.Report.NONE && now.progress() == StatusPage.LAUNCHED) {
      kill();
    } else {
      terminate();
    }
  }

  @Override
  public void killTree() {
    if (!isAlive()) {
      return;
    }
    // Suspending is not portable, so new descendants are looked for until there are none. The child
    // goes first: one that waits for a descendant must not see that end.
    Set<ProcessHandle> doomed = new LinkedHashSet<>();
    while (doomed.addAll(process.toHandle().descendants().toList())) {
      Thread.onSpinWait();
    }
    kill();
    Deque<ProcessHandle> left = new ArrayDeque<>(doomed);
    for (ProcessHandle next = left.poll(); next != null; next = left.poll()) {
      for (ProcessHandle late : next.descendants().toList()) {
        if (doomed.add(late)) {
          left.add(late);
        }
      }
      next.destroyForcibly();
    }
  }

  /** Tells it that its ancestors have died. */
  void orphaned() {
    link.send(Frames.ORPHANED, new byte[0]);
  }

  @Override
  public ProcessHandle toHandle() {
    return process.toHandle();
  }

  /**
   * Makes sure that it is finished when it is dead, also if nobody joins it: the end of its link says
   * that it is about to die, and what has no link, or shares it with a program of its own, is looked
   * at now and then.
   *
   * <p>{@link java.lang.Process#onExit()} would need a thread of the common pool, which a program may
   * keep busy; and would take it before those are woken that wait in {@code waitFor}.
   */
  void watch() {
    Reaper.executeAfter(LOOK_MILLIS, this::look);
  }

  void linkConnected() {
    connected = true;
  }

  void linkClosed() {
    connected = false;
    Reaper.execute(this::lookOnce);
  }

  private void look() {
    if (isAlive()) {
      Reaper.executeAfter(connected ? LOOK_CONNECTED_MILLIS : LOOK_MILLIS, this::look);
    }
  }

  /** Its last shutdown hook may be running. */
  private void lookOnce() {
    if (isAlive()) {
      Reaper.executeAfter(LOOK_CLOSED_MILLIS, this::look);
    }
  }

  /**
   * Reads how it ended, once. It must be dead. Where that takes another JVM to tell, a thread of its
   * own does it.
   *
   * @return whether it is known now
   */
  boolean finish() {
    synchronized (finishing) {
      if (status != null) {
        return true;
      }
      if (replaying) {
        return false;
      }
      report = launched.report();
      int raw = process.exitValue();
      int sent = lastSignal;
      ExitStatus how = ExitCodes.of(raw, report, launched, sent);
      replaying = ExitCodes.maybeBrokenBoot(raw, report, launched, sent) && startReplay(how);
      if (replaying) {
        return false;
      }
      launched.deleteFiles();
      Segments.ended(launched.slot());
      status = how;
    }
    tellEnd();
    return true;
  }

  private boolean startReplay(ExitStatus unlessBroken) {
    try {
      DaemonThreads.start("processing-replay-" + pid(), () -> finishByReplay(unlessBroken));
      return true;
    } catch (OutOfMemoryError e) {
      Log.of(LocalProcess.class).debug("no thread to see how {} ended", name, e);
      return false;
    }
  }

  private void finishByReplay(ExitStatus unlessBroken) {
    ExitStatus how = unlessBroken;
    try {
      String printed = launched.replay();
      if (printed != null && Launched.isSilent(printed)) {
        how = ExitCodes.brokenBoot();
      }
      replayed = printed == null ? "" : printed;
    } finally {
      status = how;
      tellEnd();
    }
  }

  private void tellEnd() {
    finished.countDown();
    try {
      // Before the table forgets it: then the keeper may let this JVM end.
      exit.complete(status);
    } finally {
      ChildTable.remove(this);
      link.expectEnd();
    }
  }

  /** Whether {@link #failure()}, once it has ended, may first have to see what its JVM says. */
  boolean mayTakeAReplay() {
    ExitStatus how = status;
    return how != null
        && how.code() >= 0
        && lastSignal == 0
        && replayed == null
        && report.progress() == StatusPage.LAUNCHED;
  }

  private @Nullable Throwable failureOf(StatusPage.Report left, ExitStatus how) {
    byte[] written = left.failure();
    Throwable told = written == null ? null : FailureForm.read(written);
    if (told == null && left.outOfMemory()) {
      told =
          new RemoteFailure(
              OutOfMemoryError.class.getName(), "the child had no memory left to tell more", "");
    }
    if (left.progress() == StatusPage.RUNNING) {
      return told;
    }
    boolean byRequest = how.code() < 0 || how.processExit() || lastSignal != 0;
    if (byRequest) {
      return null;
    }
    boolean silent = left.progress() == StatusPage.LAUNCHED;
    String seen = replayed;
    String printed = !silent ? left.stderr() : seen != null ? seen : launched.whatItPrinted();
    String why =
        told != null
            ? told.toString()
            : printed.isEmpty() ? "its JVM said nothing" : "its JVM said: " + printed;
    return new ProcessStartException(
        "process "
            + name
            + " (pid "
            + process.pid()
            + ") ended "
            + how.inWords()
            + " before its target ran: "
            + why
            + " [command: "
            + String.join(" ", launched.command())
            + "]",
        process.pid(),
        how.code(),
        launched.command(),
        printed,
        told);
  }
}
