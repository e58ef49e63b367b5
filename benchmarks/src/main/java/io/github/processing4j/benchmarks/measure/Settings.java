package io.github.processing4j.benchmarks.measure;

/**
 * How thoroughly to measure.
 *
 * @param repetitions of what takes milliseconds
 * @param quick only see that everything works
 */
public record Settings(int repetitions, boolean quick) {

  /** Rounds before those that count. */
  public int warmUps() {
    return quick ? 1 : 5;
  }

  /** Repetitions of what takes about a second. */
  public int slowRepetitions() {
    return quick ? 1 : Math.min(repetitions, 7);
  }

  /** How often to do what takes micro- or nanoseconds, for one repetition. */
  public int count(int full) {
    return quick ? Math.max(1, full / 100) : full;
  }
}
