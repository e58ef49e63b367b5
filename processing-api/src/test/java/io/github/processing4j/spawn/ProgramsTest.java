package io.github.processing4j.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramsTest {
  @TempDir Path directory;

  private String program(String name) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  private String path(String... entries) {
    StringBuilder path = new StringBuilder("/nowhere");
    for (String entry : entries) {
      path.append(File.pathSeparator).append(directory.resolve(entry));
    }
    return path.toString();
  }

  @Test
  void python3ComesBeforePythonWhereverTheyAre() throws Exception {
    String python = program("a/python");
    assertEquals(python, Programs.python(null, path("a", "b")));
    String python3 = program("b/python3");
    assertEquals(python3, Programs.python("", path("a", "b")));
  }

  @Test
  void variableNamesPathOrName() throws Exception {
    program("a/python3");
    String named = program("venv/bin/my python");
    assertEquals(named, Programs.python(named, path("a")));
    assertEquals(named, Programs.python("my python", path("a", "venv/bin")));
    SubprocessStartException e =
        assertThrows(
            SubprocessStartException.class, () -> Programs.python("/no/python", path("a")));
    assertEquals("PROCESSING4J_PYTHON names '/no/python', which is no program", e.getMessage());
    assertEquals("/no/python", e.culprit());
  }

  @Test
  void missingPythonSaysWhatWasLookedFor() throws Exception {
    Files.createDirectories(directory.resolve("a/python3")); // a folder is none
    Files.writeString(directory.resolve("a/python"), "may not be executed");
    SubprocessStartException e =
        assertThrows(SubprocessStartException.class, () -> Programs.python(null, path("a")));
    assertTrue(
        e.getMessage()
            .startsWith("there is no Python: none of [python3, python] is on the PATH /no"),
        e::getMessage);
    assertTrue(e.getMessage().endsWith("PROCESSING4J_PYTHON"), e::getMessage);
    assertNull(Programs.find("python3", null));
  }

  @Test
  void folderIsThatOfTheCode() {
    Path folder = Programs.folderOf(ProgramsTest.class);
    assertTrue(Files.exists(folder.resolve("io/github/processing4j/spawn/ProgramsTest.class")));
    assertTrue(Files.isDirectory(Programs.folderOf(Test.class)), "of a jar");
    assertThrows(IllegalArgumentException.class, () -> Programs.folderOf(String.class));
  }

  @Test
  void textThatTheEncodingHasNotIsRefused() {
    assertEquals(
        "Zürich", CommandText.requireSendable("Zürich", "argument", StandardCharsets.ISO_8859_1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CommandText.requireSendable("東京", "argument", StandardCharsets.ISO_8859_1));
    assertTrue(e.getMessage().startsWith("argument '東京' cannot be passed in ISO-8859-1"));
    assertEquals("東京", CommandText.requireSendable("東京", "argument", null));
  }
}
