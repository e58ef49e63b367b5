package io.github.processing4j.runtime.pool;

import io.github.processing4j.Target;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Workers on threads of this JVM, which tell all by themselves. */
final class ThreadHire implements Hire {
  private final String pool;
  private final @Nullable Target initializer;
  private final @Nullable ClassLoader loader;
  private volatile @Nullable Thread collector;
  private volatile boolean woken;

  ThreadHire(String pool, @Nullable Target initializer, @Nullable ClassLoader loader) {
    this.pool = pool;
    this.initializer = initializer;
    this.loader = loader;
  }

  @Override
  public Worker hire(Foreman foreman, long id) {
    return new ThreadWorker(foreman, id, pool + "-worker-" + id, initializer, loader);
  }

  @Override
  public boolean collect(Foreman foreman) {
    return false;
  }

  @Override
  public void await(long nanos) {
    collector = Thread.currentThread();
    if (!woken && nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
    woken = false;
  }

  @Override
  public void wake() {
    woken = true;
    LockSupport.unpark(collector);
  }

  @Override
  public void close() {
    // There is nothing to let go of.
  }
}
