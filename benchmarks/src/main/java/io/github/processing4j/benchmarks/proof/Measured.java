package io.github.processing4j.benchmarks.proof;

/** One mode at one rate. */
record Measured(int fps, Mode mode, FrameTimes times, Tally tally) {
  static Measured nothingYet(int fps, Mode mode) {
    return new Measured(fps, mode, new FrameTimes(1_000_000_000L / fps), new Tally());
  }

  /** Milliseconds of the frame time that this part of all frames does not exceed. */
  double frameMillis(double percentile) {
    return times.frameTime().getValueAtPercentile(percentile) / 1e6;
  }
}
