package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.processing4j.samples.Project;
import io.github.processing4j.samples.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The window shows what its painter paints, and outlives it. */
final class S10FrameBufferIT {
  private static final Path PICTURES = Project.directory().resolve("samples/target/screenshots");

  @Test
  void showsWhatAnotherProcessPaintsAndOutlivesIt() throws Exception {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env) && Files.exists(Path.of("/proc")), "Linux, for X11");
    Map<String, String> told;
    try (Display display = Display.open()) {
      told =
          Ran.command(
                  List.of(
                      env.toString(),
                      "DISPLAY=" + display.name(),
                      Ran.java(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      FrameBufferDriver.class.getName(),
                      PICTURES.toString()))
              .orFail()
              .out()
              .stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]));
    }
    assertNotEquals(told.get("pid"), told.get("painter"));
    assertTrue(Integer.parseInt(told.get("frame-buffer.colours")) > 200, told::toString);
    assertTrue(Integer.parseInt(told.get("colours after the kill")) > 200, told::toString);
    assertNotEquals(told.get("painter"), told.get("next painter"));
    assertTrue(Integer.parseInt(told.get("frame-buffer-next.colours")) > 200, told::toString);
  }
}
