package io.github.processing4j;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that may be sent to another JVM and may throw checked exceptions, so that {@code
 * Files::size} is one.
 *
 * @param <A> the argument
 * @param <T> the result
 */
@FunctionalInterface
public interface TaskFunction<A extends @Nullable Object, T extends @Nullable Object>
    extends Serializable {

  /**
   * Applies this function.
   *
   * @param argument a copy of what was given to the caller
   * @return the result
   * @throws Exception anything: it becomes the failure of the work
   */
  T apply(A argument) throws Exception;
}
