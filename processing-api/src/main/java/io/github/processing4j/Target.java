package io.github.processing4j;

import java.io.Serializable;

/**
 * What a {@link Process} runs: a lambda, a method reference, or an object of a named class.
 *
 * <p>It is sent to the child by value: what it captures must be {@link Serializable}, and is a copy
 * there. A lambda that uses a field or method of its enclosing object captures that whole object;
 * copy what it needs into local variables first.
 *
 * <p>The name is that of the {@code target} argument of R. Oudkerk's {@code processing.Process}.
 */
@FunctionalInterface
public interface Target extends Serializable {

  /**
   * Runs on the main thread of the child.
   *
   * @throws Exception anything: it is printed on the child's stderr, ends the child with exit code 1,
   *     and is told to the parent by {@link Process#getFailure()}
   */
  void run() throws Exception;
}
