package io.github.processing4j.benchmarks;

import io.github.processing4j.benchmarks.measure.Goal;
import io.github.processing4j.benchmarks.measure.Line;
import io.github.processing4j.benchmarks.measure.Markdown;
import io.github.processing4j.benchmarks.measure.Samples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines as a Markdown table, whose columns are also aligned for who reads it as it is. */
final class Table {
  private static final List<String> HEAD =
      List.of("what", "ours: median (best)", "peer", "peer: median (best)", "ratio", "target", "");

  private Table() {}

  static String of(List<Line> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (Line line : lines) {
      rows.add(cells(line));
    }
    return Markdown.table(rows);
  }

  private static List<String> cells(Line line) {
    Double ratio = line.ratio();
    return List.of(
        line.what(),
        line.ours() == null ? line.note() : cell(line.ours(), line.unit()),
        line.peer() == null ? "" : line.peer(),
        line.peer() == null
            ? ""
            : line.theirs() == null ? line.note() : cell(line.theirs(), line.unit()),
        ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
        target(line.goal(), line.unit()),
        verdict(line));
  }

  private static String verdict(Line line) {
    Boolean met = line.isMet();
    if (met == null) {
      return line.goal() == null ? "" : "not measured";
    }
    return met ? "met" : "MISSED";
  }

  private static String cell(Samples samples, String unit) {
    return withUnit(
        String.format(Locale.ROOT, "%.2f (%.2f)", samples.median(), samples.best()), unit);
  }

  private static String target(@Nullable Goal goal, String unit) {
    if (goal == null) {
      return "";
    }
    return switch (goal.kind()) {
      case MOST_RATIO -> String.format(Locale.ROOT, "ratio ≤ %.2f", goal.limit());
      case LEAST_RATIO -> String.format(Locale.ROOT, "ratio ≥ %.2f", goal.limit());
      case MOST_MEDIAN -> withUnit("≤ " + number(goal.limit()), unit);
      case LEAST_MEDIAN -> withUnit("≥ " + number(goal.limit()), unit);
    };
  }

  /** Without digits that say nothing. */
  private static String number(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }

  private static String withUnit(String text, String unit) {
    return unit.isEmpty() ? text : text + " " + unit;
  }
}
