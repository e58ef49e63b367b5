package io.github.processing4j.runtime.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** The threads of a test, and what they throw. */
final class Threads {
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();

  /** What a thread does. */
  interface Body {
    void run() throws Exception;
  }

  Thread start(Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  /** Waits for all, and throws what one of them threw. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
    for (Throwable e = thrown.poll(); e != null; e = thrown.poll()) {
      throw new AssertionError("in another thread: " + e, e);
    }
  }

  /** Waits until a thread is parked at a bell. */
  static void awaitParked(Thread thread) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
