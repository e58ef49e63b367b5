package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.session.DaemonThreads;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Takes from the source of a {@link SourceJob}, on a thread of its own. */
final class SourceFeeder implements Runnable {
  private final SourceJob job;
  private final Iterable<? extends @Nullable Object> source;

  private SourceFeeder(SourceJob job, Iterable<? extends @Nullable Object> source) {
    this.job = job;
    this.source = source;
  }

  /** Starts it, with the context class loader of the caller. */
  static void start(SourceJob job, Iterable<? extends @Nullable Object> source) {
    Thread thread = DaemonThreads.create(job.name(), new SourceFeeder(job, source));
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    Iterator<? extends @Nullable Object> items = null;
    try {
      while (job.awaitRoom()) {
        if (items == null) {
          items = source.iterator();
        }
        if (!items.hasNext()) {
          job.sourceEnded(null);
          return;
        }
        job.add(items.next());
      }
    } catch (Throwable e) {
      job.sourceEnded(e);
    }
  }
}
