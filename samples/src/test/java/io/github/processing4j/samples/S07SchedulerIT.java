package io.github.processing4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class S07SchedulerIT {

  @Test
  void eachTaskEndsInItsHookInTheThreadOfTheLoop() throws Exception {
    List<String> out = Ran.main(S07Scheduler.class).orFail().out();

    assertEquals("1 task done, 3 failed; all hooks ran in thread main", out.get(out.size() - 1));
    TreeSet<String> told = new TreeSet<>();
    for (String line : out.subList(0, out.size() - 1)) {
      told.add(line.replaceFirst("frame +\\d+  ", ""));
    }
    // Progress is coalesced: on a slow machine a frame may see two photos at once.
    told.removeIf(line -> line.matches("photos: [123] of 4"));
    assertEquals(
        new TreeSet<>(
            List.of(
                "photos: 4 of 4",
                "photos: 4 photos loaded",
                "settings: java.io.IOException: no such file: settings.json",
                "network: java.util.concurrent.TimeoutException:"
                    + " frame worker network took longer than PT0.4S",
                "unwanted: java.util.concurrent.CancellationException:"
                    + " frame worker unwanted was cancelled")),
        told);
  }
}
