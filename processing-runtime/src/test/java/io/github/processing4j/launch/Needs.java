package io.github.processing4j.launch;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What a test needs beside this JDK. Where it is not there the test is skipped; in CI it fails. */
final class Needs {
  private Needs() {}

  static void that(boolean there, String what) {
    if (!there) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail("needs " + what);
      }
      abort("needs " + what);
    }
  }

  /** A system property that the build sets, which names a path. */
  static Path path(String property, String what) {
    String value = System.getProperty(property);
    that(value != null && Files.exists(Path.of(value)), what);
    return Path.of(value);
  }

  /** The home of the JDK with this feature version. */
  static Path jdk(int feature) {
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      String name = variable.getKey();
      if (name.equals("JAVA" + feature + "_HOME")
          || name.startsWith("JAVA_HOME_" + feature + "_")) {
        return Path.of(variable.getValue());
      }
    }
    Path all = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(all)) {
      try (Stream<Path> homes = Files.list(all)) {
        return homes
            .filter(home -> isJdk(home, feature))
            .findFirst()
            .orElseGet(() -> missingJdk(feature));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return missingJdk(feature);
  }

  private static Path missingJdk(int feature) {
    that(false, "JDK " + feature + ": set JAVA" + feature + "_HOME");
    throw new AssertionError();
  }

  private static boolean isJdk(Path home, int feature) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return false;
    }
    Properties facts = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      facts.load(in);
    } catch (IOException e) {
      return false;
    }
    return facts.getProperty("JAVA_VERSION", "").matches("\"" + feature + "\\b.*");
  }
}
