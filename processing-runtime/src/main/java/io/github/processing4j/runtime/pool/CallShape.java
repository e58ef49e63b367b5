package io.github.processing4j.runtime.pool;

/** What the function of a job is, and so how it is called. */
enum CallShape {
  /** {@code Task}: nothing, a result. */
  TASK(0, false, false),
  /** {@code Target}: nothing, nothing. */
  TARGET(0, false, false),
  /** {@code Callable} that is serialisable, but no task. */
  CALLABLE(0, false, false),
  /** {@code Runnable} that is serialisable: nothing, nothing. */
  ACTION(0, false, false),
  /** {@code TaskFunction}: an argument, a result. */
  FUNCTION(1, false, false),
  /** {@code TaskBiFunction}: two arguments, a result. */
  BI_FUNCTION(2, false, false),
  /** A {@code Task} whose beginning is told. */
  TOLD_TASK(0, false, true),
  /** A {@code TaskFunction} whose beginning is told. */
  TOLD_FUNCTION(1, false, true),
  /** {@code ProgressTask}: a progress, a result. Its beginning is told. */
  PROGRESS_TASK(0, true, true),
  /** {@code ProgressFunction}: an argument and a progress, a result. Its beginning is told. */
  PROGRESS_FUNCTION(1, true, true);

  private static final CallShape[] ALL = values();

  private final int arguments;
  private final boolean takesProgress;
  private final boolean isTold;

  CallShape(int arguments, boolean takesProgress, boolean isTold) {
    this.arguments = arguments;
    this.takesProgress = takesProgress;
    this.isTold = isTold;
  }

  /** How many values each item has. */
  int arguments() {
    return arguments;
  }

  /** Whether it is given a {@code Progress} after its arguments. */
  boolean takesProgress() {
    return takesProgress;
  }

  /** How many parameters it has. */
  int parameters() {
    return takesProgress ? arguments + 1 : arguments;
  }

  /** Whether its beginning is told, and all that it tells of itself. */
  boolean isTold() {
    return isTold;
  }

  /** Whether it returns nothing. */
  boolean isVoid() {
    return this == TARGET || this == ACTION;
  }

  static CallShape of(int ordinal) {
    return ALL[ordinal];
  }
}
