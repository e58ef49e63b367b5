package io.github.processing4j.runtime.process;

import io.github.processing4j.Process;
import io.github.processing4j.ProcessExit;
import io.github.processing4j.runtime.child.Stop;
import io.github.processing4j.runtime.memory.Stops;
import io.github.processing4j.spi.ExitStatus;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.RunningProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is a thread. It can be stopped, but not killed. */
final class ThreadProcess implements RunningProcess, Runnable {
  private final ProcessSpec spec;
  private final Thread thread;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final CountDownLatch announced = new CountDownLatch(1);
  private final Object stopping = new Object();

  private volatile boolean pending;
  private volatile boolean everStopped;
  private volatile @Nullable ExitStatus status;
  private volatile @Nullable Throwable failure;

  ThreadProcess(ProcessSpec spec) {
    this.spec = spec;
    thread = new Thread(this, spec.name());
    thread.setDaemon(spec.daemon());
  }

  Process handle() {
    return spec.handle();
  }

  void start() {
    thread.start();
  }

  @Override
  public void announced() {
    announced.countDown();
  }

  /** The target asks the user's object who it is, so that must know first. */
  private void awaitAnnouncement() {
    boolean interrupted = false;
    while (announced.getCount() > 0) {
      try {
        announced.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      thread.interrupt();
    }
  }

  @Override
  public void run() {
    awaitAnnouncement();
    ThreadEngine.enter(this);
    ExitStatus how = new ExitStatus(0, false);
    try {
      LocalWork.run(spec.work(), this::checkStop);
    } catch (Throwable e) {
      how = ended(e);
    }
    synchronized (stopping) {
      status = how;
    }
    exit.complete(how);
  }

  private ExitStatus ended(Throwable e) {
    if (Stop.ends(e, everStopped)) {
      return new ExitStatus(ProcessExit.EXIT_CODE, true);
    }
    failure = e;
    if (!LocalWork.isAwaited(spec.work())) {
      synchronized (System.err) {
        System.err.println("Process " + spec.name() + ":");
        e.printStackTrace();
      }
    }
    return new ExitStatus(1, false);
  }

  void checkStop() {
    if (pending && Thread.currentThread() == thread) {
      synchronized (stopping) {
        pending = false;
        Thread.interrupted();
      }
      throw new ProcessExit();
    }
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean isAlive() {
    return status == null;
  }

  @Override
  public boolean join(long timeoutNanos) throws InterruptedException {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(spec.name() + " cannot join itself");
    }
    try {
      if (timeoutNanos < 0) {
        exit.get();
      } else {
        exit.get(timeoutNanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public @Nullable ExitStatus exitStatus() {
    return status;
  }

  @Override
  public @Nullable Throwable failure() {
    return status == null ? null : failure;
  }

  @Override
  public CompletableFuture<ExitStatus> onExit() {
    return exit;
  }

  @Override
  public void stop() {
    synchronized (stopping) {
      if (status == null) {
        Stops.ask();
        pending = true;
        everStopped = true;
        thread.interrupt();
      }
    }
  }

  @Override
  public void interrupt() {
    throw unsupported("interrupt");
  }

  @Override
  public void terminate() {
    throw unsupported("terminate");
  }

  @Override
  public void kill() {
    throw unsupported("kill");
  }

  @Override
  public void killTree() {
    throw unsupported("killTree");
  }

  @Override
  public ProcessHandle toHandle() {
    throw unsupported("toHandle");
  }

  private UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(
        what
            + " of "
            + spec.name()
            + ": it runs on a thread of this JVM, which can only be stopped; use the context"
            + " 'spawn' for this");
  }
}
