package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class S19OscIT {

  @Test
  void showsWhatTheOtherProgramPlaysAndIgnoresWhatIsNoOsc() throws Exception {
    Ran ran = Ran.main(S19Osc.class).orFail();

    assertTrue(ran.out().get(0).matches("OSC at port \\d+, please"), ran::toString);
    List<String> told =
        ran.out().stream()
            .filter(line -> line.startsWith("frame "))
            .map(line -> line.replaceFirst("frame +\\d+  ", ""))
            .toList();
    assertEquals("not OSC: hello", told.get(0));
    assertEquals("/ball/name [red]", told.get(1));
    assertEquals("/ball/position [0.0, 1.0]", told.get(2));
    assertEquals("/ball/position [0.5, 0.5]", told.get(6));
    assertEquals(11, told.size(), ran::toString);
    assertTrue(
        ran.line("9 positions of the ball named red in ").endsWith("; 0 messages were dropped"),
        ran::toString);
  }
}
