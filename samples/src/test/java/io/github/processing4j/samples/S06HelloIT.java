package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class S06HelloIT {

  @Test
  void saysHelloFromAnotherProcessAndTellsHowEachEnded() throws Exception {
    List<String> out = Ran.main(S06Hello.class).orFail().out();

    Matcher hello =
        Pattern.compile("hello from Process-1, pid (\\d+), child of (\\d+)").matcher(out.get(1));
    assertTrue(hello.matches(), out.get(1));
    assertEquals("main program, pid " + hello.group(2), out.get(0));
    assertNotEquals(hello.group(1), hello.group(2));

    assertEquals(
        List.of(
            "deliver 3 x tea to Ada",
            "<Process(courier, stopped)> has exit code 0",
            "<Process(Process-3, stopped[42])> has exit code 42",
            "<Process(Process-4, stopped[1])> has exit code 1, because of",
            "  java.io.IOException: no such table: orders"),
        out.subList(2, 7));
    String at = "  at " + S06Hello.class.getName() + ".query(S06Hello.java:";
    assertTrue(out.get(7).startsWith(at), out.get(7));
    assertEquals(8, out.size());
  }
}
