package io.github.processing4j;

import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.StartMethods;
import java.io.ObjectInputFilter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes and finds what this library offers: the functions of the {@code processing} module.
 *
 * <p>Thread-safe.
 */
public final class Processing {
  private Processing() {}

  /**
   * Builds and starts a process that runs {@code target}.
   *
   * @throws NotSendableException if the target cannot be sent
   * @throws ProcessStartException if the JVM cannot be launched
   */
  public static Process start(Target target) {
    Process process = new Process(target);
    process.start();
    return process;
  }

  /**
   * The context of processes that name none: that of {@link #setStartMethod(String)}, here or in the
   * parent; else of the system property {@code processing4j.startMethod}; else {@code spawn}.
   *
   * @throws IllegalArgumentException if the property names none that there is
   */
  public static Context getContext() {
    String chosen = StartMethods.chosen();
    return getContext(chosen != null ? chosen : Providers.get().startMethods().get(0));
  }

  /**
   * A context by the name of its start method.
   *
   * @param startMethod {@code spawn} launches a JVM per process; {@code standby}, which may also be
   *     called {@code forkserver}, takes one that is booted already, where there is one; {@code
   *     thread} runs processes on threads of this JVM
   * @throws IllegalArgumentException if there is none of that name; the message lists those there are
   */
  public static Context getContext(String startMethod) {
    String name = Providers.get().engine(startMethod).startMethod();
    return new NamedContext(name);
  }

  /** The names that {@link #getContext(String)} takes; the first is the default. */
  public static List<String> getAllStartMethods() {
    return Providers.get().startMethods();
  }

  /**
   * Sets the start method of processes that name no context, in this process and the children that
   * it starts later.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static void setStartMethod(String startMethod) {
    StartMethods.set(getContext(startMethod).getStartMethod());
  }

  /** The name of the start method of processes that name no context. */
  public static String getStartMethod() {
    return getContext().getStartMethod();
  }

  /**
   * Sets how many standby JVMs this process and the children that it starts later keep, for how long,
   * and what they load. Spares that are there already and differ are let go. Never blocks.
   */
  public static void setStandby(StandbyOptions options) {
    Providers.get().setStandby(Objects.requireNonNull(options, "options"));
  }

  /** The children of the calling process that are alive, in no order. Never blocks. */
  public static List<Process> activeChildren() {
    return Process.activeChildren();
  }

  /** The CPUs that this JVM may use, within the limits of its cgroup; at least 1. */
  public static int cpuCount() {
    return Providers.get().cpuCount();
  }

  /**
   * Sleeps, as the ancestor's {@code time.sleep}: it ends early by {@link ProcessExit} when the
   * process is stopped. Blocks; interruptible.
   *
   * @param time zero or less returns at once
   * @throws ProcessExit if {@link Process#stop()} was called on this process and this is its main
   *     thread
   * @throws ProcessingInterruptedException if interrupted; the flag is set again
   */
  public static void sleep(Duration time) {
    long nanos = Blocking.nanosOf(time);
    Blocking.checkStop();
    try {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    } catch (InterruptedException e) {
      throw Blocking.interrupted("sleep", e);
    }
  }

  /**
   * Sleeps, as {@link Thread#sleep(long)} and {@link #sleep(Duration)}.
   *
   * @param millis milliseconds, not negative
   */
  public static void sleep(long millis) {
    sleep(Duration.ofMillis(millis));
  }

  /**
   * Sets the filter through which everything from other JVMs is deserialised in this one: targets
   * sent to it, results, progress and failures of children. It is asked for each class. The system
   * property {@code processing4j.serialFilter}, with the syntax of {@link
   * java.io.ObjectInputFilter.Config#createFilter(String)}, sets it from the start, in children too.
   *
   * @param filter null for the default, which allows everything, for the other side is authenticated
   */
  public static void setSerialFilter(@Nullable ObjectInputFilter filter) {
    Providers.get().setSerialFilter(filter);
  }

  /** The context of a start method. Values of the same name are equal. */
  private record NamedContext(String startMethod) implements Context {
    @Override
    public String getStartMethod() {
      return startMethod;
    }
  }
}
