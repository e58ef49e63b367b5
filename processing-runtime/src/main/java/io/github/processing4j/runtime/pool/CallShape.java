package io.github.processing4j.runtime.pool;

/** What the function of a job is, and so how it is called. */
enum CallShape {
  /** {@code Task}: nothing, a result. */
  TASK(0),
  /** {@code Target}: nothing, nothing. */
  TARGET(0),
  /** {@code Callable} that is serialisable, but no task. */
  CALLABLE(0),
  /** {@code Runnable} that is serialisable: nothing, nothing. */
  ACTION(0),
  /** {@code TaskFunction}: an argument, a result. */
  FUNCTION(1),
  /** {@code TaskBiFunction}: two arguments, a result. */
  BI_FUNCTION(2);

  private static final CallShape[] ALL = values();

  private final int arguments;

  CallShape(int arguments) {
    this.arguments = arguments;
  }

  /** How many values each item has. */
  int arguments() {
    return arguments;
  }

  /** Whether it returns nothing. */
  boolean isVoid() {
    return this == TARGET || this == ACTION;
  }

  static CallShape of(int ordinal) {
    return ALL[ordinal];
  }
}
