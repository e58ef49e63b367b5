package io.github.processing4j.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** Tables in Markdown, whose columns are also aligned for who reads them as they are. */
public final class Markdown {
  private Markdown() {}

  /**
   * A table.
   *
   * @param rows the head first; all of one length
   */
  public static String table(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.max(1, widths[i]), row.get(i).length());
      }
    }
    List<List<String>> lines = new ArrayList<>(rows);
    lines.add(1, rule(widths));
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append('|');
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        text.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    return rule;
  }
}
