package io.github.processing4j.benchmarks.measure;

/** One way of doing what a row measures. */
public interface Contender extends AutoCloseable {

  /** What the table calls it. */
  String name();

  /**
   * Does it once.
   *
   * @return what it took, in the unit of the row
   */
  double once() throws Exception;

  @Override
  default void close() {}
}
