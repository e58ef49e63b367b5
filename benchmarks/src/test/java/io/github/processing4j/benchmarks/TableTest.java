package io.github.processing4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void aLineTellsBothTheirRatioAndWhetherTheTargetIsMet() {
    assertEquals(
        List.of(
            "a start",
            "12.00 (10.00) ms",
            "bare",
            "10.00 (10.00) ms",
            "1.20",
            "ratio ≤ 1.25",
            "met"),
        cells(line(Samples.of(10, 12, 14), Samples.of(10), Goal.ratio(1.25), "")));
  }

  @Test
  void aMissedTargetStandsOut() {
    assertEquals("MISSED", cells(line(Samples.of(3), Samples.of(2), Goal.ratio(1.25), "")).get(6));
  }

  @Test
  void aLeastRatioIsTold() {
    List<String> cells =
        cells(line(Samples.of(3).asRates(), Samples.of(2), Goal.ratioAtLeast(1), ""));
    assertEquals(List.of("1.50", "ratio ≥ 1.00", "met"), cells.subList(4, 7));
  }

  @Test
  void aLimitOfOurOwnIsToldWithTheDigitsItHas() {
    assertEquals("≤ 1.5 ms", cells(line(Samples.of(1), null, Goal.atMost(1.5), "")).get(5));
    assertEquals("≥ 8000 ms", cells(line(Samples.of(1), null, Goal.atLeast(8000), "")).get(5));
  }

  @Test
  void aMissingPeerIsNamed() {
    List<String> cells = cells(line(Samples.of(3), null, Goal.ratio(1.25), "not here"));
    assertEquals(List.of("bare", "not here", ""), cells.subList(2, 5));
    assertEquals("not measured", cells.get(6));
  }

  @Test
  void whatCannotBeMeasuredSaysWhy() {
    assertEquals(
        List.of("memory", "needs Linux", "", "", "", "≤ 100 KiB", "not measured"),
        cells(Line.missing("row", "memory", "KiB", Goal.atMost(100), "needs Linux")));
  }

  @Test
  void aTableWithoutAVerdictHasAllItsColumns() {
    assertEquals(7, cells(line(Samples.of(1), Samples.of(1), null, "")).size());
  }

  private static Line line(Samples ours, Samples theirs, Goal goal, String note) {
    return new Line("row", "a start", "ms", ours, "bare", theirs, goal, note);
  }

  private static List<String> cells(Line line) {
    String[] rows = Table.of(List.of(line)).split("\n");
    assertEquals(3, rows.length);
    String[] cells = rows[2].split("\\|", -1);
    return List.of(cells).subList(1, cells.length - 1).stream().map(String::strip).toList();
  }
}
