package io.github.processing4j.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.processing4j.JvmOptions;
import io.github.processing4j.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code java @file} makes of the arguments that were written to it. */
class ArgumentFileIT {
  private static final List<String> VALUES =
      List.of(
          "",
          "plain",
          "two words",
          "  edges  ",
          "tab\there",
          "line\nbreak",
          "return\r\nbreak",
          "form\ffeed",
          "\"quoted\"",
          "'single'",
          "it's \"both\"",
          "back\\slash",
          "\\",
          "ends with \\",
          "\\n is no break",
          "\\\\server\\share",
          "# no comment",
          "@file",
          "*",
          "$HOME %PATH% `x` !y",
          "a=b;c:d,e",
          "-cp",
          "x".repeat(20_000));

  /** Prints properties of its own JVM. */
  static final class PrintsProperties {
    public static void main(String[] args) {
      for (int i = 0; System.getProperty("v" + i) != null; i++) {
        byte[] value = System.getProperty("v" + i).getBytes(StandardCharsets.UTF_16BE);
        System.out.println(Base64.getEncoder().encodeToString(value));
      }
    }
  }

  @Test
  @Timeout(60)
  void everyArgumentArrivesAsItIs() throws Exception {
    List<String> flags = new ArrayList<>(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    for (int i = 0; i < VALUES.size(); i++) {
      flags.add("-Dv" + i + "=" + VALUES.get(i));
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    CodePath code =
        new CodePath(
            List.of("-cp", classPath),
            List.of(PrintsProperties.class.getName()),
            List.of(),
            List.of());
    Session session = Session.current();
    LaunchPlan plan = new LaunchPlan(JvmOptions.inherited(), flags, List.of(), code);
    List<String> command = JvmCommand.of(session, session.newSlot(), plan, List.of());
    java.lang.Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> printed;
    try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
      printed = out.lines().toList();
    }
    assertEquals(0, process.waitFor());
    List<String> values =
        printed.stream()
            .map(line -> new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_16BE))
            .toList();
    assertEquals(VALUES, values);
  }
}
