package io.github.processing4j;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments that may be sent to another JVM and may throw checked exceptions.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <T> the result
 * @see Pool#starmap(TaskBiFunction, java.util.Collection)
 */
@FunctionalInterface
public interface TaskBiFunction<
        A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
    extends Serializable {

  /**
   * Applies this function.
   *
   * @param first a copy of what was given to the caller
   * @param second a copy of what was given to the caller
   * @return the result
   * @throws Exception anything: it becomes the failure of the work
   */
  T apply(A first, B second) throws Exception;
}
