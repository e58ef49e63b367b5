package io.github.processing4j.runtime.pool;

import io.github.processing4j.runtime.session.DaemonThreads;
import java.lang.ref.Cleaner;
import java.util.concurrent.ThreadFactory;

/** What is done when nobody can reach an object of the pool's any more. */
final class Forgotten {
  private static final Cleaner CLEANER = Cleaner.create(new Threads());

  private Forgotten() {}

  /**
   * Registers what is done.
   *
   * @param done it must not reach the object, nor block; it runs nothing of the program
   */
  static void register(Object object, Runnable done) {
    CLEANER.register(object, done);
  }

  private static final class Threads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
      return DaemonThreads.create("processing-pool-cleaner", work);
    }
  }
}
