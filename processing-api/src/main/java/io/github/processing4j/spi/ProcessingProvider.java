package io.github.processing4j.spi;

import io.github.processing4j.Pool;
import io.github.processing4j.Process;
import io.github.processing4j.StandbyOptions;
import java.io.ObjectInputFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service that an engine module provides. Thread-safe. */
public interface ProcessingProvider {

  /** The names of the start methods; the first is the default. */
  List<String> startMethods();

  /**
   * The engine of a start method.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists those there are
   */
  Engine engine(String startMethod);

  /** Sets how standby JVMs are kept. Never blocks. */
  void setStandby(StandbyOptions options);

  /**
   * Who this JVM is in its tree. The same facts at every call.
   *
   * @throws IllegalStateException in a standby JVM that does not know it yet
   */
  SelfInfo self();

  /** The process whose thread this is, in a context that runs processes on threads; else null. */
  @Nullable Process threadProcess();

  /**
   * To be called by a blocking method as it begins and when it is interrupted.
   *
   * @throws io.github.processing4j.ProcessExit if a stop is pending for this thread; the thread's
   *     interrupt flag and the stop are cleared
   */
  void checkStop();

  /** The CPUs that this JVM may use: at least 1; respects cgroup limits. */
  int cpuCount();

  /** Sets the filter of every later deserialisation in this JVM; null for the default. */
  void setSerialFilter(@Nullable ObjectInputFilter filter);

  /** What makes that which processes share. */
  Sharing sharing();

  /**
   * A pool.
   *
   * @throws IllegalArgumentException if the start method has no use for its options
   * @throws io.github.processing4j.NotSendableException if its initializer cannot be sent
   */
  Pool pool(PoolSpec spec);

  /**
   * Workers for tasks with listeners.
   *
   * @throws IllegalArgumentException as {@link #pool}
   * @throws io.github.processing4j.NotSendableException as {@link #pool}
   */
  TaskPool taskPool(PoolSpec spec);

  /** What launches native programs. */
  Subprocesses subprocesses();
}
