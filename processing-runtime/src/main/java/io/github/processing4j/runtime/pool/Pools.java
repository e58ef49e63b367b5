package io.github.processing4j.runtime.pool;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.Pool;
import io.github.processing4j.Target;
import io.github.processing4j.runtime.launch.StaticInitialiser;
import io.github.processing4j.runtime.session.DaemonThreads;
import io.github.processing4j.spi.PoolSpec;
import io.github.processing4j.spi.TaskPool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes pools. */
public final class Pools {
  private static final String THREAD = "thread";

  /** The least heap that a worker gets unless the program says so. */
  private static final long MIN_HEAP_BYTES = 64L << 20;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Pools() {}

  /** A pool whose workers are being launched. */
  public static Pool create(PoolSpec spec) {
    return open(spec, "Pool-");
  }

  /** The same for tasks with listeners. */
  public static TaskPool createForTasks(PoolSpec spec) {
    return new LocalTaskPool(open(spec, "Frames-"));
  }

  private static LocalPool open(PoolSpec spec, String prefix) {
    String given = spec.name();
    String name = given != null ? given : prefix + COUNT.incrementAndGet();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    boolean threads = spec.startMethod().equals(THREAD);
    Calls calls = threads ? new DirectCalls() : new WrittenCalls();
    Hire hire = threads ? threads(name, spec, loader) : processes(name, spec, calls, loader);
    long idleNanos = nanos(spec.idleTimeout());
    // A worker may initialise the same class when it calls a function of that: launched at the
    // first call only, its own pool there has no workers.
    boolean lazy = StaticInitialiser.isRunning();
    Crew crew = new Crew(spec.processes(), spec.initializer() != null, lazy, idleNanos > 0);
    Limits limits = new Limits(spec.maxTasksPerChild(), nanos(spec.taskTimeout()), idleNanos);
    Callbacks callbacks = new Callbacks(name, loader);
    Dispatcher dispatcher = new Dispatcher(name, hire, crew, limits, callbacks, spec.listener());
    Thread collector =
        DaemonThreads.create("processing-" + name, new Collector(dispatcher.desk(), hire));
    // Workers find classes as who made the pool does.
    collector.setContextClassLoader(loader);
    collector.start();
    return new LocalPool(name, dispatcher, calls, callbacks, spec.maxTasksPerChild());
  }

  private static Hire threads(String name, PoolSpec spec, @Nullable ClassLoader loader) {
    if (spec.heap() != null
        || spec.memoryLimitBytes() != 0
        || spec.jvm() != JvmOptions.inherited()) {
      throw new IllegalArgumentException(
          "a pool on threads has no JVMs of its own: heap, memoryLimit and jvm are for the contexts"
              + " 'spawn' and 'standby'");
    }
    return new ThreadHire(name, spec.initializer(), loader);
  }

  private static Hire processes(
      String name, PoolSpec spec, Calls calls, @Nullable ClassLoader loader) {
    Target initializer = spec.initializer();
    Function written = initializer == null ? null : calls.function(initializer, CallShape.TARGET);
    return new ProcessHire(name, spec, jvm(spec), written, loader);
  }

  /** All heaps together are to be no more than what this JVM may use, unless the program says so. */
  private static JvmOptions jvm(PoolSpec spec) {
    JvmOptions jvm = spec.jvm();
    String heap = spec.heap();
    if (heap != null) {
      return jvm.toBuilder().heap(heap).build();
    }
    if (jvm.heapBytes() != 0 || saysHeap(jvm)) {
      return jvm;
    }
    long share = Runtime.getRuntime().maxMemory() / spec.processes();
    return jvm.toBuilder().heap(Math.max(MIN_HEAP_BYTES, share >> 20 << 20)).build();
  }

  private static boolean saysHeap(JvmOptions jvm) {
    for (String flag : jvm.flags()) {
      if (flag.startsWith("-Xmx")
          || flag.startsWith("-XX:MaxHeapSize")
          || flag.startsWith("-XX:MaxRAM")) {
        return true;
      }
    }
    return false;
  }

  private static long nanos(@Nullable Duration time) {
    if (time == null) {
      return 0;
    }
    try {
      return time.toNanos();
    } catch (ArithmeticException e) {
      // Some 146 years are as good.
      return Long.MAX_VALUE / 2;
    }
  }
}
