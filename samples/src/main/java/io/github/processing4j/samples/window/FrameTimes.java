package io.github.processing4j.samples.window;

import java.util.Arrays;

/**
 * The times from one painted frame to the next: what somebody who watches notices.
 *
 * <p>A ring of the last frames, for one thread.
 */
final class FrameTimes {
  private static final int CAPACITY = 8192; // more than two minutes
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] startNanos = new long[CAPACITY];
  private final long[] lengthNanos = new long[CAPACITY];
  private long painted; // frames that are over
  private long from; // the first one that the summary counts
  private long lastNanos; // 0 before the first frame
  private long resetNanos = System.nanoTime();

  /**
   * How long frames took, in milliseconds.
   *
   * @param frames how many
   * @param p50 half of them took no longer
   * @param p99 one in a hundred took longer
   * @param worst the longest
   */
  record Summary(int frames, double p50, double p99, double worst) {}

  /** A frame is painted: the last one is over. */
  void tick() {
    long now = System.nanoTime();
    if (lastNanos != 0) {
      int at = (int) (painted++ % CAPACITY);
      startNanos[at] = lastNanos;
      lengthNanos[at] = now - lastNanos;
    }
    lastNanos = now;
  }

  /** Counts anew, from the frame that is not over yet. */
  void reset() {
    from = painted;
    resetNanos = lastNanos;
  }

  double secondsSinceReset() {
    return (System.nanoTime() - resetNanos) / NANOS_PER_SECOND;
  }

  /** Sums up the frames since the reset. */
  Summary summary() {
    int frames = (int) Math.min(painted - from, CAPACITY);
    if (frames == 0) {
      return new Summary(0, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = new double[frames];
    for (int i = 0; i < frames; i++) {
      sorted[i] = lengthNanos[(int) ((painted - 1 - i) % CAPACITY)] / NANOS_PER_MILLI;
    }
    Arrays.sort(sorted);
    return new Summary(frames, percentile(sorted, 50), percentile(sorted, 99), sorted[frames - 1]);
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
  }

  /**
   * The frames of the last seconds, for a plot that holds each value until the next.
   *
   * @return when they began, in seconds before now, and how many milliseconds they took
   */
  double[][] last(double seconds) {
    long now = System.nanoTime();
    int frames = 0;
    while (frames < Math.min(painted, CAPACITY) && ageSeconds(frames, now) < seconds) {
      frames++;
    }
    double[][] plot = new double[2][frames + 1];
    for (int i = 0; i < frames; i++) {
      int at = (int) ((painted - frames + i) % CAPACITY);
      plot[0][i] = Math.max(-seconds, (startNanos[at] - now) / NANOS_PER_SECOND);
      plot[1][i] = lengthNanos[at] / NANOS_PER_MILLI;
    }
    plot[1][frames] = frames == 0 ? 0 : plot[1][frames - 1];
    return plot;
  }

  /** How long ago the frame ended that has so many after it. */
  private double ageSeconds(int after, long now) {
    int at = (int) ((painted - 1 - after) % CAPACITY);
    return (now - startNanos[at] - lengthNanos[at]) / NANOS_PER_SECOND;
  }
}
