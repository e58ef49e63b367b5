package io.github.processing4j;

import io.github.processing4j.spi.PoolSpec;
import io.github.processing4j.spi.Providers;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Pool}. Not thread-safe.
 *
 * <pre>{@code
 * Pool pool =
 *     Pool.builder().processes(4).heap("512m").taskTimeout(Duration.ofSeconds(30)).build();
 * }</pre>
 */
public final class PoolBuilder {
  /** More would be a mistake: each is a JVM. */
  private static final int MAX_PROCESSES = 500;

  private int processes;
  private @Nullable String name;
  private @Nullable Target initializer;
  private int maxTasksPerChild;
  private @Nullable Duration taskTimeout;
  private @Nullable Duration idleTimeout;
  private @Nullable String heap;
  private long memoryLimitBytes;
  private JvmOptions jvm = JvmOptions.inherited();
  private @Nullable Context context;
  private @Nullable PoolListener listener;

  PoolBuilder() {}

  /**
   * How many workers there are.
   *
   * @param count 1 to 500; by default {@link Processing#cpuCount()}, which respects the limits of the
   *     cgroup
   */
  public PoolBuilder processes(int count) {
    processes = checkProcesses(count);
    return this;
  }

  static int checkProcesses(int count) {
    if (count < 1 || count > MAX_PROCESSES) {
      throw new IllegalArgumentException(
          count + " processes: 1 to " + MAX_PROCESSES + ", for each is a JVM");
    }
    return count;
  }

  /** The name of the pool, and the beginning of its workers' names; by default {@code Pool-1}. */
  public PoolBuilder name(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /**
   * What each worker runs before its first call. If it throws, or ends its process, the pool is broken:
   * see {@link BrokenPoolException}.
   */
  public PoolBuilder initializer(Target target) {
    initializer = Objects.requireNonNull(target, "target");
    return this;
  }

  /**
   * After how many calls a worker is replaced by a fresh one. The name is CPython's; each item of a map
   * counts.
   *
   * @param calls 0, the default, for no limit
   */
  public PoolBuilder maxTasksPerChild(int calls) {
    if (calls < 0) {
      throw new IllegalArgumentException("maxTasksPerChild " + calls + ": 0 for no limit, or more");
    }
    maxTasksPerChild = calls;
    return this;
  }

  /**
   * How long a single call may run, from when a worker begins it. One that runs for longer fails with
   * {@link TaskTimeoutException}; its worker is ended and replaced.
   *
   * @param time more than zero
   */
  public PoolBuilder taskTimeout(Duration time) {
    taskTimeout = checkPositive("task time-out", time);
    return this;
  }

  /**
   * How long a worker may be idle before it is let go. The next call that needs it launches another.
   *
   * @param time more than zero; by default workers stay
   */
  public PoolBuilder idleTimeout(Duration time) {
    idleTimeout = checkPositive("idle time-out", time);
    return this;
  }

  private static Duration checkPositive(String what, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(what + " " + time + ": more than zero");
    }
    return time;
  }

  /**
   * The maximum heap of each worker ({@code -Xmx}). By default, unless {@link #jvm(JvmOptions)} says so,
   * all together may use what this JVM may use, but each at least 64 MiB.
   *
   * @param size as {@code -Xmx} takes it: {@code 256m}, {@code 2g}
   */
  public PoolBuilder heap(String size) {
    JvmOptions.builder().heap(size); // checks it
    heap = size;
    return this;
  }

  /**
   * How much memory a worker's process may have resident after a call; one that has more is replaced by
   * a fresh one. The remedy for leaks in native code, which a heap size does not bound. Where the
   * platform does not tell what is resident, what the JVM has reserved for its heap counts.
   *
   * @param size as {@code -Xmx} takes it: {@code 256m}, {@code 2g}
   */
  public PoolBuilder memoryLimit(String size) {
    memoryLimitBytes = JvmOptions.builder().heap(size).build().heapBytes();
    return this;
  }

  /** How the JVMs of the workers differ from this one. */
  public PoolBuilder jvm(JvmOptions options) {
    jvm = Objects.requireNonNull(options, "options");
    return this;
  }

  /**
   * Where the workers live: by default {@link Processing#getContext()}. By {@code thread} they are
   * threads of this JVM; then nothing is copied, and a call that runs can be interrupted but not ended.
   */
  public PoolBuilder context(Context where) {
    context = Objects.requireNonNull(where, "context");
    return this;
  }

  /** Who hears how far the pool is. */
  public PoolBuilder listener(PoolListener newListener) {
    listener = Objects.requireNonNull(newListener, "listener");
    return this;
  }

  /**
   * The pool, whose workers are being launched. Does not wait for them: what keeps them from beginning is
   * told to the calls that the pool is given.
   *
   * @throws NotSendableException if the initializer cannot be sent
   * @throws SegmentException if there is no room for it
   * @throws IllegalArgumentException on threads, if there are options for JVMs
   */
  public Pool build() {
    return Providers.get().pool(spec(Processing.getContext()));
  }

  /**
   * What the pool is to be like, as engines take it.
   *
   * @param otherwise where the workers live unless {@link #context} says so
   */
  public PoolSpec spec(Context otherwise) {
    Context where = context != null ? context : otherwise;
    return new PoolSpec(
        where.getStartMethod(),
        processes != 0 ? processes : Math.min(MAX_PROCESSES, Processing.cpuCount()),
        name,
        initializer,
        maxTasksPerChild,
        taskTimeout,
        idleTimeout,
        heap,
        memoryLimitBytes,
        jvm,
        listener);
  }
}
