/** Pools: calls, the workers that run them, and who gives what to whom. */
@org.jspecify.annotations.NullMarked
package io.github.processing4j.runtime.pool;
