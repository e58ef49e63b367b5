package io.github.processing4j;

import java.io.Serializable;

/**
 * A target that is called with arguments: the {@code args} and {@code kwargs} of the ancestor.
 *
 * @see Process.Builder#target(ArgsTarget, Object...)
 */
@FunctionalInterface
public interface ArgsTarget extends Serializable {

  /**
   * Runs on the main thread of the child.
   *
   * @param arguments what was given to the builder, copied to the child
   * @throws Exception as {@link Target#run()}
   */
  void run(Arguments arguments) throws Exception;
}
