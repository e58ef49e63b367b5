package io.github.processing4j.samples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation links to within the project is there. */
final class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  @Test
  void everyLinkedFileExists() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Pages.all()) {
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        Matcher link = LINK.matcher(lines.get(i));
        while (link.find()) {
          String target = link.group(1);
          if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
            broken.add(Pages.name(page) + ":" + (i + 1) + ": " + target);
          }
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
