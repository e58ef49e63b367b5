package io.github.processing4j;

import java.time.Duration;

/**
 * How far a {@link Pool} is. A call that was cancelled counts as failed.
 *
 * @param submitted how many calls it was given so far, each item of a map being one
 * @param done how many of them have returned
 * @param failed how many of them have failed, or were cancelled
 * @param running how many run
 * @param workers how many workers there are that can run one
 * @param elapsed since the first call
 */
public record PoolProgress(
    long submitted, long done, long failed, int running, int workers, Duration elapsed) {

  /** How many calls have neither returned nor failed. */
  public long remaining() {
    return submitted - done - failed;
  }

  /** Calls per second, since the first; 0 before one has ended. */
  public double rate() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (done + failed) / seconds : 0;
  }
}
