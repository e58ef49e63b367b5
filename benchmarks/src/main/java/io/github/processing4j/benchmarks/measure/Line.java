package io.github.processing4j.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table: a number of ours beside one of a peer.
 *
 * @param row the name by which {@code --only} chooses it
 * @param what was measured
 * @param unit of all samples
 * @param ours null if it could not be measured
 * @param peer null if there is nothing to compare with
 * @param theirs null if there is no peer, or it is missing
 * @param goal null if there is none
 * @param note why something is missing; else empty
 */
public record Line(
    String row,
    String what,
    String unit,
    @Nullable Samples ours,
    @Nullable String peer,
    @Nullable Samples theirs,
    @Nullable Goal goal,
    String note) {

  /** Ours alone. */
  public static Line alone(
      String row, String what, String unit, Samples ours, @Nullable Goal goal) {
    return new Line(row, what, unit, ours, null, null, goal, "");
  }

  /** Nothing of it could be measured. */
  public static Line missing(
      String row, String what, String unit, @Nullable Goal goal, String why) {
    return new Line(row, what, unit, null, null, null, goal, why);
  }

  /** Our median as a multiple of the peer's, or null if one is missing or means nothing. */
  public @Nullable Double ratio() {
    return ours == null || theirs == null || theirs.median() <= 0
        ? null
        : ours.median() / theirs.median();
  }

  /** Whether the goal is met, or null if there is none or it was not measured. */
  public @Nullable Boolean isMet() {
    return goal == null ? null : goal.isMet(ours, theirs);
  }
}
