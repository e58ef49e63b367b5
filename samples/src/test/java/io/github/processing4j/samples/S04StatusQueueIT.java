package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class S04StatusQueueIT {

  @Test
  void scriptLooksEachFrameUntilReadyAndThenDisablesItself() throws Exception {
    List<String> out = Ran.main(S04StatusQueue.class).orFail().out();

    assertEquals("frame    1: Processing", out.get(0));
    Matcher ready =
        Pattern.compile("frame +(\\d+): Ready, 348513 primes below 5000000").matcher(out.get(1));
    assertTrue(ready.matches(), out.get(1));
    Matcher end =
        Pattern.compile("frame +(\\d+): the end; the script ran in (\\d+) frames, then it was off")
            .matcher(out.get(2));
    assertTrue(end.matches(), out.get(2));
    assertEquals(ready.group(1), end.group(2));
    assertEquals(Integer.parseInt(ready.group(1)) + 60, Integer.parseInt(end.group(1)));
    assertEquals(3, out.size());
  }
}
