package io.github.processing4j.samples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of Java in the documentation compiles. There is no way out of it. */
final class SnippetsTest {
  private final SnippetCompiler compiler = new SnippetCompiler();

  @TestFactory
  List<DynamicTest> everySnippetCompiles() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Snippet snippet : snippets()) {
      tests.add(
          dynamicTest(
              snippet.toString(),
              () -> assertEquals("", String.join("\n", compiler.errors(snippet)))));
    }
    assertTrue(tests.size() > 10, "snippets found: " + tests.size());
    return tests;
  }

  @Test
  void errorIsToldWithPageAndLine() throws IOException {
    List<String> page =
        List.of(
            "<!-- context",
            "import java.awt.Image;",
            "Image photo;",
            "-->",
            "```java",
            "Image same = photo;",
            "Image none = picture;",
            "```");
    List<String> errors = compiler.errors(Snippet.of("page.md", page).get(0));
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("page.md:7: "), errors::toString);
  }

  @Test
  void snippetMayBeStatementsOrMembers() throws IOException {
    List<String> page =
        List.of(
            "```java",
            "for (int i = 0; i < 3; i++) { Thread.sleep(i); }",
            "```",
            "```java",
            "int frame;",
            "void draw() { frame++; }",
            "```");
    for (Snippet snippet : Snippet.of("page.md", page)) {
      assertEquals(List.of(), compiler.errors(snippet));
    }
  }

  private static List<Snippet> snippets() throws IOException {
    List<Snippet> found = new ArrayList<>();
    for (Path page : Pages.all()) {
      found.addAll(Snippet.of(Pages.name(page), Files.readAllLines(page)));
    }
    return found;
  }
}
