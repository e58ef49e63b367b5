package io.github.processing4j.benchmarks.child;

/** Does nothing: the least that a JVM can be asked for. */
public final class EmptyMain {
  private EmptyMain() {}

  /** Returns. */
  public static void main(String[] args) {}
}
