package io.github.processing4j;

import io.github.processing4j.connection.Pipe;
import io.github.processing4j.shared.BooleanValue;
import io.github.processing4j.shared.ByteArray;
import io.github.processing4j.shared.ByteValue;
import io.github.processing4j.shared.CharValue;
import io.github.processing4j.shared.DoubleArray;
import io.github.processing4j.shared.DoubleValue;
import io.github.processing4j.shared.FloatArray;
import io.github.processing4j.shared.FloatValue;
import io.github.processing4j.shared.IntArray;
import io.github.processing4j.shared.IntValue;
import io.github.processing4j.shared.LongArray;
import io.github.processing4j.shared.LongValue;
import io.github.processing4j.shared.ShortArray;
import io.github.processing4j.shared.ShortValue;
import io.github.processing4j.spi.Providers;
import io.github.processing4j.spi.Sharing;
import io.github.processing4j.spi.StartMethods;
import io.github.processing4j.sync.Barrier;
import io.github.processing4j.sync.BoundedSemaphore;
import io.github.processing4j.sync.Condition;
import io.github.processing4j.sync.Event;
import io.github.processing4j.sync.Lock;
import io.github.processing4j.sync.RLock;
import io.github.processing4j.sync.Semaphore;
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
// Long, for everything that can be made is made here; what it does is told at its type.
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

  /** The names that {@link #getContext(String)} takes, without aliases; the first is the default. */
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

  /**
   * A queue without bounds: {@code put} never waits.
   *
   * @throws SegmentException if there is no room for it
   * @see Queue#builder()
   */
  public static <E> Queue<E> queue() {
    return Queue.<E>builder().build();
  }

  /**
   * A queue of a bounded number of items.
   *
   * @param maxsize 0 for no bound, as in Python
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static <E> Queue<E> queue(int maxsize) {
    return Queue.<E>builder().maxsize(maxsize).build();
  }

  /**
   * A queue without bounds that knows which of its items are done.
   *
   * @throws SegmentException if there is no room for it
   */
  public static <E> JoinableQueue<E> joinableQueue() {
    return Queue.<E>builder().buildJoinable();
  }

  /**
   * A queue of a bounded number of items that knows which of them are done.
   *
   * @param maxsize 0 for no bound, as in Python
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static <E> JoinableQueue<E> joinableQueue(int maxsize) {
    return Queue.<E>builder().maxsize(maxsize).buildJoinable();
  }

  /**
   * A queue without bounds and with few methods.
   *
   * @throws SegmentException if there is no room for it
   */
  public static <E> SimpleQueue<E> simpleQueue() {
    return Queue.<E>builder().buildSimple();
  }

  /** A pipe whose ends both send and receive. */
  public static Pipe pipe() {
    return pipe(true);
  }

  /**
   * A pipe.
   *
   * @param duplex false if the first end only receives and the second only sends
   */
  public static Pipe pipe(boolean duplex) {
    return sharing().pipe(duplex);
  }

  /** A lock between processes, free. */
  public static Lock lock() {
    return sharing().lock();
  }

  /** A lock between processes that its holder may take again, free. */
  public static RLock rlock() {
    return sharing().rlock();
  }

  /**
   * A semaphore between processes.
   *
   * @param permits how many there are at first, 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static Semaphore semaphore(int permits) {
    checkNotNegative("permits", permits);
    return sharing().semaphore(permits);
  }

  /**
   * A semaphore between processes that never has more permits than at first.
   *
   * @param permits how many there are at first, 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static BoundedSemaphore boundedSemaphore(int permits) {
    checkNotNegative("permits", permits);
    return sharing().boundedSemaphore(permits);
  }

  /** An event between processes, not set. */
  public static Event event() {
    return sharing().event();
  }

  /** A condition between processes, with a reentrant lock of its own. */
  public static Condition condition() {
    return sharing().condition(null);
  }

  /**
   * A condition between processes.
   *
   * @param lock its lock, one that {@link #lock()} or {@link #rlock()} has made
   * @throws IllegalArgumentException if it is another
   */
  public static Condition condition(Lock lock) {
    Objects.requireNonNull(lock, "lock");
    return sharing().condition(lock);
  }

  /**
   * A barrier between processes.
   *
   * @param parties how many have to come, 1 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static Barrier barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties " + parties + ": 1 or more");
    }
    return sharing().barrier(parties);
  }

  /** An {@code int} that processes share. */
  public static IntValue value(int initial) {
    return sharing().value(IntValue.class, initial);
  }

  /** A {@code long} that processes share. */
  public static LongValue value(long initial) {
    return sharing().value(LongValue.class, initial);
  }

  /** A {@code double} that processes share. */
  public static DoubleValue value(double initial) {
    return sharing().value(DoubleValue.class, initial);
  }

  /** A {@code float} that processes share. */
  public static FloatValue value(float initial) {
    return sharing().value(FloatValue.class, initial);
  }

  /** A {@code boolean} that processes share. */
  public static BooleanValue value(boolean initial) {
    return sharing().value(BooleanValue.class, initial);
  }

  /** A {@code byte} that processes share. */
  public static ByteValue value(byte initial) {
    return sharing().value(ByteValue.class, initial);
  }

  /** A {@code short} that processes share. */
  public static ShortValue value(short initial) {
    return sharing().value(ShortValue.class, initial);
  }

  /** A {@code char} that processes share. */
  public static CharValue value(char initial) {
    return sharing().value(CharValue.class, initial);
  }

  /**
   * An array of {@code int}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static IntArray intArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(IntArray.class, length);
  }

  /** An array of {@code int}s that processes share, with copies of the initial elements. */
  public static IntArray intArray(int[] initial) {
    IntArray array = intArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * An array of {@code long}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static LongArray longArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(LongArray.class, length);
  }

  /** An array of {@code long}s that processes share, with copies of the initial elements. */
  public static LongArray longArray(long[] initial) {
    LongArray array = longArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * An array of {@code double}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static DoubleArray doubleArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(DoubleArray.class, length);
  }

  /** An array of {@code double}s that processes share, with copies of the initial elements. */
  public static DoubleArray doubleArray(double[] initial) {
    DoubleArray array = doubleArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * An array of {@code float}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static FloatArray floatArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(FloatArray.class, length);
  }

  /** An array of {@code float}s that processes share, with copies of the initial elements. */
  public static FloatArray floatArray(float[] initial) {
    FloatArray array = floatArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * An array of {@code byte}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static ByteArray byteArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(ByteArray.class, length);
  }

  /** An array of {@code byte}s that processes share, with copies of the initial elements. */
  public static ByteArray byteArray(byte[] initial) {
    ByteArray array = byteArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * An array of {@code short}s that processes share, all zero.
   *
   * @param length 0 or more
   * @throws IllegalArgumentException if it is less
   * @throws SegmentException if there is no room for it
   */
  public static ShortArray shortArray(int length) {
    checkNotNegative("length", length);
    return sharing().array(ShortArray.class, length);
  }

  /** An array of {@code short}s that processes share, with copies of the initial elements. */
  public static ShortArray shortArray(short[] initial) {
    ShortArray array = shortArray(initial.length);
    array.set(0, initial, 0, initial.length);
    return array;
  }

  /**
   * A pool with a worker for each CPU that this JVM may use.
   *
   * @throws SegmentException if there is no room for it
   * @see Pool#builder()
   */
  public static Pool pool() {
    return Pool.builder().build();
  }

  /**
   * A pool.
   *
   * @param processes how many workers it has, 1 to 500
   * @throws IllegalArgumentException if it is another number
   * @throws SegmentException if there is no room for it
   */
  public static Pool pool(int processes) {
    return Pool.builder().processes(processes).build();
  }

  private static Sharing sharing() {
    return Providers.get().sharing();
  }

  private static void checkNotNegative(String what, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " " + value + ": 0 or more");
    }
  }

  /** The context of a start method. Values of the same name are equal. */
  private record NamedContext(String startMethod) implements Context {
    @Override
    public String getStartMethod() {
      return startMethod;
    }
  }
}
