package io.github.processing4j.samples.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.processing4j.samples.Project;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sketch shows every pixel that the filter made, whoever ran it. */
final class S20SketchIT {
  private static final Pattern TOLD =
      Pattern.compile("(\\w+): Ready in process (\\d+), (\\d+) frames, the worst ([\\d.,]+) ms");

  @Test
  void paintsInAllWaysAndPlotsItsFrames() throws Exception {
    Map<String, String> told;
    try (Display display = Display.open()) {
      String pictures = Project.directory().resolve("samples/target/screenshots").toString();
      told = display.told(SketchDriver.class, pictures);
    }
    assertEquals(told.get("pid"), match(told, Mode.BLOCKING).group(2));
    assertEquals("1", match(told, Mode.BLOCKING).group(3));
    assertEquals(told.get("pid"), match(told, Mode.THREAD).group(2));
    assertTrue(Integer.parseInt(match(told, Mode.THREAD).group(3)) > 3, told::toString);
    assertNotEquals(told.get("pid"), match(told, Mode.PROCESS).group(2));
    assertTrue(Integer.parseInt(match(told, Mode.PROCESS).group(3)) > 3, told::toString);
    assertTrue(Integer.parseInt(told.get("columns of frames")) > 150, told::toString);
    assertTrue(Integer.parseInt(told.get("columns of the worst")) > 10, told::toString);
  }

  private static Matcher match(Map<String, String> told, Mode mode) {
    Matcher matcher = TOLD.matcher(told.get(mode.name()));
    assertTrue(matcher.matches(), told::toString);
    assertEquals(mode.toString(), matcher.group(1));
    return matcher;
  }
}
