package io.github.processing4j.runtime.pool;

import org.jspecify.annotations.Nullable;

/**
 * How a result came out, read.
 *
 * @param value if there is no failure
 * @param failure or null
 */
record Outcome<T extends @Nullable Object>(@Nullable T value, @Nullable Throwable failure) {}
