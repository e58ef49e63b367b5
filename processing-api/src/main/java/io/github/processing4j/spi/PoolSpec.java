package io.github.processing4j.spi;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.PoolListener;
import io.github.processing4j.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a pool is to be like.
 *
 * @param startMethod of its workers
 * @param processes how many workers there are, 1 or more
 * @param name null for one that the engine makes
 * @param initializer what a worker runs first, or null
 * @param maxTasksPerChild calls after which a worker is replaced; 0 for no limit
 * @param taskTimeout how long a call may run, or null for no limit
 * @param idleTimeout how long a worker may be idle, or null for no limit
 * @param heap the maximum heap of a worker, as {@code -Xmx} takes it, or null if {@code jvm} says it or
 *     nobody
 * @param memoryLimitBytes resident memory after which a worker is replaced; 0 for no limit
 * @param jvm how the JVMs of workers differ
 * @param listener who hears of progress, or null
 */
public record PoolSpec(
    String startMethod,
    int processes,
    @Nullable String name,
    @Nullable Target initializer,
    int maxTasksPerChild,
    @Nullable Duration taskTimeout,
    @Nullable Duration idleTimeout,
    @Nullable String heap,
    long memoryLimitBytes,
    JvmOptions jvm,
    @Nullable PoolListener listener) {}
