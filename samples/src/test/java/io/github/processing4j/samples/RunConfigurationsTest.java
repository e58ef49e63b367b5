package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The run configurations of IntelliJ IDEA in {@code .run}: one for each sample, without flags. */
final class RunConfigurationsTest {
  private static final Pattern MAIN =
      Pattern.compile("name=\"MAIN_CLASS_NAME\" value=\"([\\w.]+\\.(S\\d\\d\\w+))\"");

  @Test
  void thereIsOneForEachSample() throws IOException {
    TreeSet<String> samples = new TreeSet<>();
    for (String module : List.of("samples", "samples-opencv", "samples-javafx")) {
      Path sources = Project.directory().resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        for (Path file : files(sources, "S\\d\\d\\w+\\.java")) {
          samples.add(
              sources
                  .relativize(file)
                  .toString()
                  .replaceAll("\\.java$", "")
                  .replaceAll("[/\\\\]", "."));
        }
      }
    }
    TreeSet<String> mains = new TreeSet<>();
    for (Path file : files(Project.directory().resolve(".run"), ".*\\.run\\.xml")) {
      Matcher main = MAIN.matcher(Files.readString(file));
      if (main.find()) {
        mains.add(main.group(1));
      }
    }
    assertEquals(samples, mains);
  }

  @Test
  void noneGivesFlagsToTheJvm() throws IOException {
    for (Path file : files(Project.directory().resolve(".run"), ".*\\.run\\.xml")) {
      assertFalse(
          Files.readString(file).matches("(?s).*VM_PARAMETERS\" value=\"[^\"].*"), file::toString);
    }
  }

  private static List<Path> files(Path directory, String name) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.getFileName().toString().matches(name)).toList();
    }
  }
}
