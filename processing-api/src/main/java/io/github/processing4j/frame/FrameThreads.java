package io.github.processing4j.frame;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the threads that work: daemons named {@code processing-frame-N}. */
final class FrameThreads {
  private static final AtomicLong COUNT = new AtomicLong();

  private FrameThreads() {}

  static Thread unnamed(Runnable work) {
    return create(null, work);
  }

  /** A thread that is not started; {@code processing-frame-N-NAME} if its work has a name. */
  static Thread create(@Nullable String name, Runnable work) {
    String numbered = "processing-frame-" + COUNT.incrementAndGet();
    Thread thread = new Thread(work, name == null ? numbered : numbered + "-" + name);
    thread.setDaemon(true);
    return thread;
  }
}
