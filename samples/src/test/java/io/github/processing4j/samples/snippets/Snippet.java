package io.github.processing4j.samples.snippets;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of Java in a page of the documentation.
 *
 * @param page as its readers name it, such as {@code docs/guide/frames.md}
 * @param context the lines of the comment before it; not shown to readers
 * @param code its lines
 */
record Snippet(String page, List<Line> context, List<Line> code) {

  /**
   * A line of a page.
   *
   * @param number from 1
   */
  record Line(int number, String text) {
    boolean isImport() {
      return text.startsWith("import ") && text.endsWith(";");
    }
  }

  /** The blocks of a page, in order. */
  static List<Snippet> of(String page, List<String> lines) {
    List<Snippet> found = new ArrayList<>();
    List<Line> context = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("<!-- context")) {
        int end = find("-->", lines, i, page);
        context = between(lines, i, end);
        i = end;
      } else if (line.strip().startsWith("```")) {
        String fence = line.strip().replaceFirst("[^`].*", "");
        int end = find(fence, lines, i, page);
        if (line.strip().equals("```java")) {
          found.add(new Snippet(page, context, between(lines, i, end)));
        }
        context = List.of();
        i = end;
      } else if (!line.isBlank()) {
        context = List.of();
      }
    }
    return found;
  }

  private static int find(String end, List<String> lines, int start, String page) {
    for (int i = start + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(end)) {
        return i;
      }
    }
    throw new AssertionError(page + ":" + (start + 1) + ": what begins here does not end");
  }

  private static List<Line> between(List<String> lines, int start, int end) {
    List<Line> between = new ArrayList<>();
    for (int i = start + 1; i < end; i++) {
      between.add(new Line(i + 1, lines.get(i)));
    }
    return between;
  }

  /** Where it is: {@code docs/guide/frames.md:12}. */
  @Override
  public String toString() {
    return page + ":" + code.get(0).number();
  }
}
