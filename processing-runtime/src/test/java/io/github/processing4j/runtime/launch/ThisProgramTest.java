package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.ProcessingException;
import io.github.processing4j.runtime.launch.ThisProgram.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThisProgramTest {
  @Test
  void argumentsAreThoseOfTheCommandLine() {
    List<String> line = List.of("java", "-Xmx1g", "-cp", "a:b", "app.Main", "-i", "two words", "");
    assertEquals(
        new ThisProgram(Kind.CLASS, "app.Main", List.of("-i", "two words", "")),
        ThisProgram.parse("app.Main -i two words ", "a:b", "", line));
  }

  @Test
  void withoutTheCommandLineTheyAreSplitAtSpaces() {
    assertEquals(
        new ThisProgram(Kind.CLASS, "app.Main", List.of("-i", "two", "words")),
        ThisProgram.parse("app.Main -i two words", "a:b", "", List.of("java")));
    assertEquals(
        new ThisProgram(Kind.CLASS, "app.Main", List.of()),
        ThisProgram.parse("app.Main", "a:b", "", List.of("java", "@file")));
  }

  @Test
  void jarMayHaveSpaces() {
    List<String> line = List.of("java", "-jar", "my app.jar", "a");
    ThisProgram told = new ThisProgram(Kind.JAR, "my app.jar", List.of("a"));
    assertEquals(told, ThisProgram.parse("my app.jar a", "my app.jar", "", line));
    assertEquals(told, ThisProgram.parse("my app.jar a", "my app.jar", "", List.of("java")));
  }

  @Test
  void moduleAndSourceFileAreKnown() {
    assertEquals(
        new ThisProgram(Kind.MODULE, "app/app.Main", List.of("a")),
        ThisProgram.parse("app/app.Main a", "", "app", List.of("java", "-m", "app/app.Main", "a")));
    assertEquals(
        new ThisProgram(Kind.SOURCE, "Main.java", List.of("a b")),
        ThisProgram.parse(
            "jdk.compiler/com.sun.tools.javac.launcher.Main Main.java a b",
            "",
            "jdk.compiler",
            List.of("java", "Main.java", "a b")));
  }

  @Test
  void programThatIsNotKnownIsRefused() {
    ProcessingException e =
        assertThrows(ProcessingException.class, () -> ThisProgram.parse("", "", "", List.of()));
    assertTrue(e.getMessage().contains("not started by the command java"), e::getMessage);
    e =
        assertThrows(
            ProcessingException.class,
            () -> ThisProgram.parse(CodePath.CHILD_MAIN + " /s/1.in", "a", "", List.of()));
    assertTrue(e.getMessage().contains("is a child Process"), e::getMessage);
  }

  @Test
  void commandLineIsSplitAtItsZeroes() {
    assertEquals(
        List.of("java", "", "é x"),
        CommandLine.split(
            "java\0\0é x\0".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
