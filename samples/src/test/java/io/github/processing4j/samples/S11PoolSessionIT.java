package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class S11PoolSessionIT {
  private static final String UNORDERED = "imapUnordered    ";

  @Test
  void eachMethodTellsItsResultsAndItsErrors() throws Exception {
    List<String> out = new ArrayList<>(Ran.main(S11PoolSession.class).orFail().out());

    String unordered = out.remove(3);
    assertTrue(unordered.startsWith(UNORDERED), unordered);
    assertEquals(
        new TreeSet<>(List.of("0", "1", "8", "27", "64", "125", "216", "343", "512", "729")),
        new TreeSet<>(List.of(unordered.substring(UNORDERED.length()).split(" "))));
    assertEquals(
        List.of(
            "applyAsync       10 * 10 = 100",
            "map              [0, 1, 8, 27, 64, 125, 216, 343, 512, 729]",
            "imap             0 1 8 27 64 125 216 343 512 729",
            "starmap          [2, 12]",
            "get              nothing yet after 0.1 s",
            "apply            java.lang.ArithmeticException: / by zero",
            "imap             -20 -25 -33 -50 -100 failed 100 50 33 25",
            "System.exit(42)  its worker died with exit code 42",
            "map              [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]"),
        out);
  }
}
