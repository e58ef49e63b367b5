package io.github.processing4j.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final List<String> turns = new ArrayList<>();

  @Test
  void contendersTakeTurns() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      all.with(new Named("B"), null).with(new Named("C"), null).run(1, 2);
    }
    assertEquals(List.of("A", "B", "C", "A", "B", "C", "A", "B", "C"), turns);
  }

  @Test
  void warmUpsAreNotCounted() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      Line line = all.with(new Named("B"), null).run(2, 3).get(0);
      assertEquals(3, line.ours().sorted().length);
      assertEquals(3, line.theirs().sorted().length);
    }
  }

  @Test
  void aMissingPeerHasALineThatSaysWhy() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      Line line = all.without("B", Goal.ratio(1), "not here").run(0, 1).get(0);
      assertEquals("B", line.peer());
      assertEquals("not here", line.note());
      assertNull(line.ratio());
      assertNull(line.isMet());
    }
  }

  @Test
  void eachPeerHasALineBesideOurs() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      List<Line> lines =
          all.with(new Named("B"), Goal.ratio(1)).with(new Named("C"), null).run(0, 1);
      assertEquals(List.of("B", "C"), lines.stream().map(Line::peer).toList());
      assertTrue(lines.stream().allMatch(line -> line.ours() == lines.get(0).ours()));
    }
  }

  @Test
  void anotherGoalForAPeerIsALineMoreAndNoTurnMore() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      List<Line> lines =
          all.with(new Named("B"), Goal.ratio(2)).also("B, stretch goal", Goal.ratio(1)).run(0, 1);
      assertEquals(List.of("B", "B, stretch goal"), lines.stream().map(Line::peer).toList());
      assertSame(lines.get(0).theirs(), lines.get(1).theirs());
      assertEquals(List.of(Goal.ratio(2), Goal.ratio(1)), lines.stream().map(Line::goal).toList());
    }
    assertEquals(List.of("A", "B"), turns);
  }

  @Test
  void oursCanHaveALineAlone() throws Exception {
    try (Comparison all = new Comparison("row", "what", "ms", new Named("A"))) {
      Line line = all.alone(Goal.atMost(1)).run(0, 1).get(0);
      assertNull(line.peer());
      assertEquals(true, line.isMet());
    }
  }

  @Test
  void theBestOfRatesIsTheGreatest() throws Exception {
    try (Comparison all = new Comparison("row", "what", "/s", new Named("A"))) {
      Line line = all.ofRates().with(new Named("B"), null).run(0, 2).get(0);
      assertEquals(3, line.ours().best());
      assertEquals(4, line.theirs().best());
    }
  }

  private final class Named implements Contender {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double once() {
      turns.add(name);
      return turns.size();
    }
  }
}
