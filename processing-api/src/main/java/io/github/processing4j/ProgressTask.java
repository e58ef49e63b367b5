package io.github.processing4j;

import io.github.processing4j.frame.Progress;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Work with a result that tells how far it is. It may be sent to another JVM.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ProgressTask<T extends @Nullable Object> extends Serializable {

  /**
   * Runs once, on a worker thread or in a child process.
   *
   * @param progress where to report; every call on it is quick and never blocks on the reader
   * @return the result
   * @throws Exception anything: it becomes the failure of the work
   */
  T run(Progress progress) throws Exception;
}
