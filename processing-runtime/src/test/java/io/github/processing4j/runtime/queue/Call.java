package io.github.processing4j.runtime.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own, which may block. */
public final class Call implements Runnable {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Callable<?> body;
  private final Thread thread;
  private @Nullable Object result;
  private @Nullable Throwable failure;
  private boolean interrupted;

  private Call(Callable<?> body) {
    this.body = body;
    this.thread = new Thread(this, "a call that may block");
    thread.setDaemon(true);
  }

  /** What has no result. */
  public interface Action {
    void run() throws Exception;
  }

  /** Begins a call. */
  public static Call of(Callable<?> body) {
    Call call = new Call(body);
    call.thread.start();
    return call;
  }

  /** Begins a call that has no result. */
  public static Call doing(Action body) {
    return of(
        () -> {
          body.run();
          return null;
        });
  }

  @Override
  public void run() {
    try {
      result = body.call();
    } catch (Throwable e) {
      failure = e;
    }
    interrupted = Thread.currentThread().isInterrupted();
  }

  /** Waits until it is blocked. */
  public Call awaitBlocked() {
    Awaitility.await("a thread that waits")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(LONG)
        .until(
            () -> {
              Thread.State state = thread.getState();
              assertTrue(state != Thread.State.TERMINATED, () -> "did not block: " + failure);
              return state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING;
            });
    return this;
  }

  /** Interrupts it. */
  public Call interrupt() {
    thread.interrupt();
    return this;
  }

  private void awaitEnd() {
    awaitEnd(LONG);
  }

  private void awaitEnd(Duration limit) {
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertFalse(thread.isAlive(), () -> "it still waits: " + trace());
  }

  private String trace() {
    StringBuilder trace = new StringBuilder(thread.getState().toString());
    for (StackTraceElement frame : thread.getStackTrace()) {
      trace.append("\n  at ").append(frame);
    }
    return trace.toString();
  }

  /** Whether it is still running. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** What it returned, once it has. */
  public @Nullable Object result() {
    return resultWithin(LONG);
  }

  /** What it returned, once it has, which may take so long. */
  public @Nullable Object resultWithin(Duration limit) {
    awaitEnd(limit);
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return result;
  }

  /** What it threw, which must be of this class. */
  public <T extends Throwable> T thrown(Class<T> type) {
    awaitEnd();
    if (!type.isInstance(failure)) {
      throw new AssertionError(
          "not a " + type.getSimpleName() + ", but " + (failure == null ? result : failure),
          failure);
    }
    return type.cast(failure);
  }

  /** Whether the thread's flag was set when it ended. */
  public boolean leftInterrupted() {
    awaitEnd();
    return interrupted;
  }
}
