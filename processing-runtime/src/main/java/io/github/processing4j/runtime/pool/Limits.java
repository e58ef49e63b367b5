package io.github.processing4j.runtime.pool;

/**
 * What bounds the calls of a pool; 0 for no limit.
 *
 * @param maxCalls after which a worker is replaced
 * @param timeoutNanos how long a call may run
 * @param idleNanos how long a worker may be idle
 */
record Limits(int maxCalls, long timeoutNanos, long idleNanos) {}
