package io.github.processing4j.frame;

import java.lang.reflect.Method;

/** Counts what the calling thread allocates, by {@code com.sun.management.ThreadMXBean}. */
public final class Allocations {
  private static final int CALLS = 100_000;
  private static final int ROUNDS = 10;

  // By reflection, since the module under test does not read jdk.management.
  private static final Object BEAN;
  private static final Method ALLOCATED;

  static {
    try {
      BEAN =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      ALLOCATED =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Allocations() {}

  /** The bytes of 100,000 calls beyond those of the counting itself; the least of a few rounds. */
  public static long of(Runnable call) throws ReflectiveOperationException {
    Runnable nothing = () -> {};
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, round(call) - round(nothing));
    }
    return Math.max(0, least);
  }

  /** The bytes of one call, with those of the counting, which are a few hundred. */
  public static long ofOne(Runnable call) throws ReflectiveOperationException {
    Thread self = Thread.currentThread();
    long before = (long) ALLOCATED.invoke(BEAN, self.getId());
    call.run();
    return (long) ALLOCATED.invoke(BEAN, self.getId()) - before;
  }

  private static long round(Runnable call) throws ReflectiveOperationException {
    Thread self = Thread.currentThread();
    long before = (long) ALLOCATED.invoke(BEAN, self.getId());
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (long) ALLOCATED.invoke(BEAN, self.getId()) - before;
  }
}
