package io.github.processing4j.runtime.process;

import io.github.processing4j.Process;
import io.github.processing4j.spi.Engine;
import io.github.processing4j.spi.ProcessSpec;
import io.github.processing4j.spi.RunningProcess;
import org.jspecify.annotations.Nullable;

/**
 * The {@code thread} start method, the ancestor's {@code processing.dummy}: processes that are threads
 * of this JVM. Nothing is copied.
 */
public final class ThreadEngine implements Engine {
  // Inherited, so that threads that a process starts belong to it.
  private static final InheritableThreadLocal<ThreadProcess> CURRENT =
      new InheritableThreadLocal<>();

  @Override
  public String startMethod() {
    return "thread";
  }

  @Override
  public RunningProcess start(ProcessSpec spec) {
    ThreadProcess process = new ThreadProcess(spec);
    process.start();
    return process;
  }

  static void enter(ThreadProcess process) {
    CURRENT.set(process);
  }

  /** The process whose thread this is, or null. */
  public static @Nullable Process current() {
    ThreadProcess process = CURRENT.get();
    return process == null ? null : process.handle();
  }

  /** Raises the stop that is pending for this thread, if one is. */
  public static void checkStop() {
    ThreadProcess process = CURRENT.get();
    if (process != null) {
      process.checkStop();
    }
  }
}
