package io.github.processing4j.samples.window;

import java.awt.EventQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls for 60 frames a second on the event thread. There it finds the time for them or not: as long
 * as one waits, no other is called for, and what was missed is not caught up with.
 */
final class FrameClock {
  private static final long FRAME_NANOS = 1_000_000_000L / 60;

  private final AtomicBoolean waits = new AtomicBoolean();
  private final Runnable frame;

  private FrameClock(Runnable frame) {
    this.frame = frame;
  }

  /** Starts a clock that does not end before the JVM, and does not keep that alive. */
  static void start(Runnable frame) {
    FrameClock clock = new FrameClock(frame);
    Executors.newSingleThreadScheduledExecutor(FrameClock::thread)
        .scheduleAtFixedRate(clock::tick, 0, FRAME_NANOS, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    if (waits.compareAndSet(false, true)) {
      EventQueue.invokeLater(this::draw);
    }
  }

  private void draw() {
    waits.set(false);
    frame.run();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "frame-clock");
    thread.setDaemon(true);
    return thread;
  }
}
