package io.github.processing4j.functional;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.Pool;
import io.github.processing4j.PoolBuilder;
import io.github.processing4j.PoolWorker;
import io.github.processing4j.Processing;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of pools that are run in every context, with one pool for all that do not harm it. */
@Functional
@KeepsChildren
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"spawn", "standby", "thread"})
abstract class PoolTests {
  static final int WORKERS = 2;

  /** Of two workers. */
  static Pool pool;

  @Parameter String context;

  @BeforeParameterizedClassInvocation
  static void open(String context) {
    pool = Processing.getContext(context).pool(WORKERS);
  }

  @AfterParameterizedClassInvocation
  static void end() {
    pool.terminate();
    assertTrue(pool.join(Eventually.LONG), "workers that do not end");
  }

  /** A builder of a pool of its own for a test, of two workers. */
  final PoolBuilder builder() {
    return Processing.getContext(context).poolBuilder().processes(WORKERS);
  }

  final Pool ownPool() {
    return builder().build();
  }

  final boolean onThreads() {
    return context.equals("thread");
  }

  static long myPid() {
    return ProcessHandle.current().pid();
  }

  static Set<Long> pids(Pool pool) {
    return pool.workers().stream()
        .map(PoolWorker::pid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Waits until all calls have ended that a pool was given. */
  static void awaitQuiet(Pool pool) {
    Eventually.become("the end of all calls", () -> pool.progress().remaining() == 0);
  }
}
