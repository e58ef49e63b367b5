package io.github.processing4j;

import io.github.processing4j.frame.Progress;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that tells how far it is, and may be sent to another JVM.
 *
 * @param <A> the argument
 * @param <T> the result
 */
@FunctionalInterface
public interface ProgressFunction<A extends @Nullable Object, T extends @Nullable Object>
    extends Serializable {

  /**
   * Applies this function.
   *
   * @param argument a copy of what was given to the caller
   * @param progress where to report; every call on it is quick and never blocks on the reader
   * @return the result
   * @throws Exception anything: it becomes the failure of the work
   */
  T apply(A argument, Progress progress) throws Exception;
}
