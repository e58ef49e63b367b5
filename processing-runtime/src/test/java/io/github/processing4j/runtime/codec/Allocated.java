package io.github.processing4j.runtime.codec;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;

/** How many bytes the calling thread has allocated so far, as HotSpot counts. */
public final class Allocated {
  private static final Method COUNT = count();

  private Allocated() {}

  /** The bytes. */
  public static long bytes() {
    try {
      return (Long)
          COUNT.invoke(ManagementFactory.getThreadMXBean(), Thread.currentThread().getId());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Method count() {
    try {
      return Class.forName("com.sun.management.ThreadMXBean")
          .getMethod("getThreadAllocatedBytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
