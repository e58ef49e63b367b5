package io.github.processing4j.runtime.launch;

/** What the method of a target takes and gives. */
public enum WorkShape {
  /** {@code Target}: nothing, nothing. */
  TARGET,
  /** {@code ArgsTarget}: arguments, nothing. */
  ARGS,
  /** {@code Task}: nothing, a result. */
  TASK,
  /** {@code ProgressTask}: progress, a result. */
  PROGRESS_TASK,
  /** {@code TaskFunction}: an argument, a result. */
  FUNCTION,
  /** {@code ProgressFunction}: an argument, progress, a result. */
  PROGRESS_FUNCTION;

  private static final WorkShape[] ALL = values();

  /** The shape with this ordinal. */
  public static WorkShape of(int ordinal) {
    return ALL[ordinal];
  }

  /** Whether a value travels with the work, as its first parameter. */
  public boolean hasArgument() {
    return this == ARGS || this == FUNCTION || this == PROGRESS_FUNCTION;
  }

  /** Whether progress is its last parameter. */
  public boolean hasProgress() {
    return this == PROGRESS_TASK || this == PROGRESS_FUNCTION;
  }

  /** Whether the parent waits for a result. */
  public boolean hasResult() {
    return this != TARGET && this != ARGS;
  }
}
