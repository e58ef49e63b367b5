package io.github.processing4j;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * Work with a result that may be sent to another JVM. Its result must be {@link Serializable} too.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Task<T> extends Callable<T>, Serializable {}
