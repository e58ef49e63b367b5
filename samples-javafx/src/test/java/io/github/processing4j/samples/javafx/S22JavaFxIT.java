package io.github.processing4j.samples.javafx;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.samples.Project;
import io.github.processing4j.samples.window.Display;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The window shows every pixel that the process painted, and JavaFX complains of nothing. */
final class S22JavaFxIT {
  private static final Pattern TOLD =
      Pattern.compile("painted by process (\\d+) beside (\\d+) frames, the longest .*");

  @Test
  void aProcessPaintsForJavaFx() throws Exception {
    Map<String, String> told;
    try (Display display = Display.open()) {
      String pictures = Project.directory().resolve("samples-javafx/target/screenshots").toString();
      told =
          display.told(
              List.of(
                  "-Dprism.order=sw",
                  "-p",
                  jars(true),
                  "--add-modules",
                  "javafx.graphics",
                  "--enable-native-access=javafx.graphics",
                  "-cp",
                  jars(false)),
              JavaFxDriver.class,
              pictures);
    }
    Matcher matcher = TOLD.matcher(told.get("told"));
    assertTrue(matcher.matches(), told::toString);
    assertNotEquals(told.get("pid"), matcher.group(1));
    assertTrue(Integer.parseInt(matcher.group(2)) > 3, told::toString);
  }

  /** Of the class path of the tests, what is JavaFX's, or the rest. */
  private static String jars(boolean javaFx) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> javaFx == new File(entry).getName().startsWith("javafx-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
